import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";

/**
 * - `single`: one NAT gateway for all zones, about $33 a month; its zone's failure cuts every private subnet off.
 * - `per_az`: one a zone; no zone depends on another, and no traffic pays for crossing zones.
 * - `none`: private subnets reach AWS through VPC endpoints alone.
 */
export type NatGatewayMode = "single" | "per_az" | "none";

export interface RoutingProps {
  readonly vpcId: string;
  readonly internetGateway: InternetGateway;
  readonly publicSubnetIds: readonly string[];
  /** In the order of the public subnets: those of one zone share an index. */
  readonly privateSubnetIds: readonly string[];
  readonly natGatewayMode: NatGatewayMode;
  readonly environmentSuffix: string;
}

const anywhere = "0.0.0.0/0";

/**
 * One route table for the public subnets and one a private subnet, with the NAT gateways they lead to.
 *
 * Private tables are one a zone in every mode, so that a change of mode changes routes alone and replaces no table.
 */
export class Routing extends Construct {
  readonly publicRouteTableId: string;
  readonly privateRouteTableIds: readonly string[];
  /** Addresses that outside services see, for their allow-lists. */
  readonly natPublicIps: readonly string[];

  constructor(scope: Construct, id: string, props: RoutingProps) {
    super(scope, id);
    const name = (resource: string): Record<string, string> => ({
      Name: physicalName(resource, props.environmentSuffix),
    });
    const table = (tableId: string, subnets: ReadonlyMap<string, string>): RouteTable => {
      const routeTable = new RouteTable(this, tableId, { vpcId: props.vpcId, tags: name(tableId) });
      for (const [subnet, subnetId] of subnets) {
        new RouteTableAssociation(this, `${subnet}-association`, { subnetId, routeTableId: routeTable.id });
      }
      return routeTable;
    };

    const publicTable = table(
      "public",
      new Map(props.publicSubnetIds.map((subnetId, zone) => [`public-${zone}`, subnetId])),
    );
    new Route(this, "public-internet", {
      routeTableId: publicTable.id,
      destinationCidrBlock: anywhere,
      gatewayId: props.internetGateway.id,
    });

    const natCount = { single: 1, per_az: props.publicSubnetIds.length, none: 0 }[props.natGatewayMode];
    const nats = props.publicSubnetIds.slice(0, natCount).map((subnetId, zone) => {
      const address = new Eip(this, `nat-${zone}-address`, { domain: "vpc", tags: name(`nat-${zone}`) });
      return new NatGateway(this, `nat-${zone}`, {
        subnetId,
        allocationId: address.id,
        tags: name(`nat-${zone}`),
        dependsOn: [props.internetGateway],
      });
    });

    const privateTables = props.privateSubnetIds.map((subnetId, zone) => {
      const routeTable = table(`private-${zone}`, new Map([[`private-${zone}`, subnetId]]));
      const nat = nats[zone] ?? nats[0];
      if (nat !== undefined) {
        new Route(this, `private-${zone}-nat`, {
          routeTableId: routeTable.id,
          destinationCidrBlock: anywhere,
          natGatewayId: nat.id,
        });
      }
      return routeTable;
    });

    this.publicRouteTableId = publicTable.id;
    this.privateRouteTableIds = privateTables.map((routeTable) => routeTable.id);
    this.natPublicIps = nats.map((nat) => nat.publicIp);
  }
}
