import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { zoneIdsWithoutEks } from "../../config/zones";

export interface ZonesProps {
  /** Number of zones that get subnets, 1–6. */
  readonly zoneCount: number;
  /** Names of particular zones, as many as `zoneCount`. @default - the first ones of the region */
  readonly zoneNames?: readonly string[];
}

/** The first zones of the region that can hold an EKS cluster: no local zone, no wavelength zone, none to opt in to. */
export class Zones extends Construct {
  /** Names of the zones, one a pair of subnets. */
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: ZonesProps) {
    super(scope, id);
    this.names = props.zoneNames ?? this.firstOfRegion(props.zoneCount);
  }

  private firstOfRegion(zoneCount: number): string[] {
    const available = new DataAwsAvailabilityZones(this, "available", {
      state: "available",
      excludeZoneIds: Object.values(zoneIdsWithoutEks).flat(),
      filter: [
        { name: "zone-type", values: ["availability-zone"] },
        { name: "opt-in-status", values: ["opt-in-not-required"] },
      ],
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(self.names) >= ${zoneCount}}`,
            errorMessage: `az_count is ${zoneCount}, but this region has only \${length(self.names)} zones that EKS supports: lower az_count or choose another region`,
          },
        ],
      },
    });
    return Array.from({ length: zoneCount }, (_, zone) => Fn.element(available.names, zone));
  }
}
