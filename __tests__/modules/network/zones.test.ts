import { expect, test } from "vitest";
import { zoneIdsWithoutEks } from "../../../src/config/zones";
import { Zones } from "../../../src/modules/network/zones";
import { synthesized } from "../eks/synthesized";

const zonesOf = (zoneCount: number) =>
  synthesized((stack) => new Zones(stack, "zones", { zoneCount })).all("aws_availability_zones", "data");

test("local and wavelength zones, zones to opt in to and zones without EKS are left out", () => {
  expect(zonesOf(3)).toEqual([
    expect.objectContaining({
      state: "available",
      exclude_zone_ids: ["use1-az3", "usw1-az2", "cac1-az3"],
      filter: [
        { name: "zone-type", values: ["availability-zone"] },
        { name: "opt-in-status", values: ["opt-in-not-required"] },
      ],
    }),
  ]);
});

test("a region with too few zones is refused in a plan, by the name of the setting", () => {
  const [zones] = zonesOf(4);
  expect(zones?.lifecycle).toEqual({
    postcondition: [
      {
        condition: "${length(self.names) >= 4}",
        error_message: expect.stringMatching(/^az_count is 4, but this region has only \$\{length\(self\.names\)\} /),
      },
    ],
  });
});

test("ids of zones begin with the short name of their region", () => {
  const short = (region: string) =>
    region.replace(
      /^(\w+)-(\w+)-(\d)$/,
      (_, area: string, side: string, number: string) => `${area}${side[0]}${number}`,
    );
  for (const [region, ids] of Object.entries(zoneIdsWithoutEks)) {
    for (const id of ids) expect(id).toMatch(new RegExp(`^${short(region)}-az\\d$`));
  }
});
