import { describe, expect, test } from "vitest";
import { type NatGatewayMode, Routing } from "../../../src/modules/network/routing";
import { Vpc } from "../../../src/modules/network/vpc";
import { synthesized } from "../eks/synthesized";

function routingOf(natGatewayMode: NatGatewayMode, zoneCount: number) {
  const ids = (kind: string) => Array.from({ length: zoneCount }, (_, zone) => `${kind}-${zone}`);
  return synthesized((stack) => {
    const vpc = new Vpc(stack, "vpc", { cidr: "10.0.0.0/16", environmentSuffix: "prod" });
    new Routing(stack, "routing", {
      vpcId: vpc.id,
      internetGateway: vpc.internetGateway,
      publicSubnetIds: ids("public"),
      privateSubnetIds: ids("private"),
      natGatewayMode,
      environmentSuffix: "prod",
    });
  });
}

const modes: [NatGatewayMode, (zones: number) => number][] = [
  ["single", () => 1],
  ["per_az", (zones) => zones],
  ["none", () => 0],
];

describe.each(modes)("nat gateway mode %s", (mode, natsOf) => {
  test.each([1, 2, 3, 4, 5, 6])("has its NAT gateways with their addresses in %i zones", (zoneCount) => {
    const stack = routingOf(mode, zoneCount);
    expect(stack.all("aws_nat_gateway")).toHaveLength(natsOf(zoneCount));
    expect(stack.all("aws_eip")).toHaveLength(natsOf(zoneCount));
  });

  test("keeps one public route table and one private table a zone, each with its subnets", () => {
    const stack = routingOf(mode, 3);
    expect(stack.all("aws_route_table")).toHaveLength(4);
    const subnets = stack.all("aws_route_table_association").map(({ subnet_id }) => subnet_id);
    expect(subnets.sort()).toEqual(["private-0", "private-1", "private-2", "public-0", "public-1", "public-2"]);
  });
});

const natRoutes = (mode: NatGatewayMode) =>
  routingOf(mode, 3)
    .all("aws_route")
    .filter((route) => "nat_gateway_id" in route)
    .map(({ nat_gateway_id }) => nat_gateway_id);

test("a single NAT gateway serves all zones", () => {
  const routes = natRoutes("single");
  expect(routes).toHaveLength(3);
  expect(new Set(routes).size).toBe(1);
});

test("with a NAT gateway a zone, each zone keeps to its own", () => {
  expect(new Set(natRoutes("per_az")).size).toBe(3);
});

test("without NAT gateways private subnets have no way out", () => {
  expect(natRoutes("none")).toEqual([]);
  expect(routingOf("none", 3).all("aws_route")).toEqual([expect.objectContaining({ gateway_id: expect.anything() })]);
});

test("NAT gateways are gone before the internet gateway", () => {
  const stack = routingOf("per_az", 2);
  for (const nat of stack.all("aws_nat_gateway")) {
    expect(nat.depends_on).toEqual(stack.addresses("aws_internet_gateway"));
  }
});
