import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, overlaps } from "../../../src/config/ipv4";
import { Subnets, type SubnetsProps } from "../../../src/modules/network/subnets";
import { type Synthesized, synthesized } from "../eks/synthesized";
import { cidrsubnet } from "./cidrsubnet";

const zoneCounts = [1, 2, 3, 4, 5, 6];
/** AWS makes no subnet smaller. */
const longestSubnetPrefix = 28;

function subnetsOf(zoneCount: number, lists: Pick<SubnetsProps, "publicCidrs" | "privateCidrs"> = {}): Synthesized {
  return synthesized((stack) => {
    const vpcCidr = new TerraformVariable(stack, "vpc_cidr", { default: "10.0.0.0/16" });
    new Subnets(stack, "subnets", {
      vpcId: "vpc-1",
      vpcCidr: vpcCidr.stringValue,
      zoneNames: Array.from({ length: zoneCount }, (_, zone) => `zone-${zone}`),
      clusterName: "platform",
      environmentSuffix: "prod",
      ...lists,
    });
  });
}

const kindOf = (subnet: Readonly<Record<string, unknown>>) =>
  JSON.stringify(subnet.tags).includes("internal-elb") ? "private" : "public";

/** Networks of the subnets in a VPC, from the expressions in the output. */
function computedNetworks(zoneCount: number, vpcCidr: string): string[] {
  return subnetsOf(zoneCount)
    .all("aws_subnet")
    .map(({ cidr_block }) => {
      const [, newBits, netNum] = /^\$\{cidrsubnet\(var\.vpc_cidr, (\d+), (\d+)\)\}$/.exec(String(cidr_block)) ?? [];
      if (newBits === undefined || netNum === undefined) throw new Error(`expected cidrsubnet, got ${cidr_block}`);
      return cidrsubnet(vpcCidr, Number(newBits), Number(netNum));
    });
}

describe.each(zoneCounts)("with %i zones", (zoneCount) => {
  test("each zone has one public and one private subnet", () => {
    const subnets = subnetsOf(zoneCount).all("aws_subnet");
    for (const kind of ["public", "private"]) {
      const zones = subnets.filter((subnet) => kindOf(subnet) === kind).map((subnet) => subnet.availability_zone);
      expect(zones).toEqual(Array.from({ length: zoneCount }, (_, zone) => `zone-${zone}`));
    }
  });

  test("computed subnets lie inside the VPC and never overlap", () => {
    const anyVpc = fc.tuple(fc.integer({ min: 16, max: 24 }), fc.nat(2 ** 24 - 1)).map(([prefix, bits]) => {
      const start = 10 * 2 ** 24 + Math.floor(bits / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
      return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${prefix}`;
    });
    const template = computedNetworks(zoneCount, "10.0.0.0/16");
    const longest = Math.max(...template.map((network) => Number(network.split("/")[1]) - 16));
    fc.assert(
      fc.property(anyVpc, (vpcCidr) => {
        fc.pre(Number(vpcCidr.split("/")[1]) + longest <= longestSubnetPrefix);
        const networks = computedNetworks(zoneCount, vpcCidr);
        expect(networks.filter((network) => !contains(vpcCidr, network))).toEqual([]);
        const clashes = networks.filter((one, index) => networks.slice(0, index).some((other) => overlaps(one, other)));
        expect(clashes).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

test("three zones of a /16 get /18 for nodes and /20 for load balancers", () => {
  expect(computedNetworks(3, "10.0.0.0/16").sort()).toEqual([
    "10.0.0.0/18",
    "10.0.128.0/18",
    "10.0.192.0/20",
    "10.0.208.0/20",
    "10.0.224.0/20",
    "10.0.64.0/18",
  ]);
});

test("given lists are taken as they are", () => {
  const publicCidrs = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"];
  const privateCidrs = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"];
  const subnets = subnetsOf(3, { publicCidrs, privateCidrs }).all("aws_subnet");
  const networksOf = (kind: string) =>
    subnets.filter((subnet) => kindOf(subnet) === kind).map((subnet) => subnet.cidr_block);
  expect(networksOf("public")).toEqual(publicCidrs);
  expect(networksOf("private")).toEqual(privateCidrs);
});

test("load balancers of the cluster find their subnets by tag", () => {
  const tags = subnetsOf(1)
    .all("aws_subnet")
    .map((subnet) => subnet.tags);
  const cluster = { "kubernetes.io/cluster/platform": "shared" };
  expect(tags).toContainEqual({ Name: "public-0-prod", "kubernetes.io/role/elb": "1", ...cluster });
  expect(tags).toContainEqual({ Name: "private-0-prod", "kubernetes.io/role/internal-elb": "1", ...cluster });
});

test("no subnet gives instances a public address or leaves its zone", () => {
  for (const subnet of subnetsOf(3).all("aws_subnet")) {
    expect(subnet).toMatchObject({
      map_public_ip_on_launch: false,
      lifecycle: { ignore_changes: ["availability_zone"] },
    });
  }
});

test("fails when a list holds another number of subnets than there are zones", () => {
  const lists = { publicCidrs: ["10.0.1.0/24"], privateCidrs: ["10.0.11.0/24", "10.0.12.0/24"] };
  expect(() => subnetsOf(2, lists)).toThrow("public subnets must be one a zone (2), got 1");
});

test("fails when one list alone is given", () => {
  expect(() => subnetsOf(1, { privateCidrs: ["10.0.11.0/24"] })).toThrow("must be given together");
});
