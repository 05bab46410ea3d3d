import { App, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { NetworkStack } from "../../src/stacks/network";
import { loadTfvars } from "../config/settings-folder";
import { type Synthesized, synthesizedStack } from "../modules/eks/synthesized";

async function build(tfvars = ""): Promise<NetworkStack> {
  const { settings } = await loadTfvars(tfvars);
  return new NetworkStack(new App(), "network", { settings });
}

async function synth(tfvars = ""): Promise<Synthesized> {
  return synthesizedStack(await build(tfvars));
}

describe("by default", () => {
  test("there are three zones, one NAT gateway and the endpoints that nodes need", async () => {
    const stack = await synth();
    expect(stack.all("aws_subnet")).toHaveLength(6);
    expect(stack.all("aws_nat_gateway")).toHaveLength(1);
    expect(stack.all("aws_vpc_endpoint")).toHaveLength(6);
  });

  test("the VPC's network stays a variable, for the VPC and for its subnets", async () => {
    const stack = await synth();
    expect(stack.one("aws_vpc").cidr_block).toBe("${var.vpc_cidr}");
    for (const { cidr_block } of stack.all("aws_subnet"))
      expect(cidr_block).toMatch(/^\$\{cidrsubnet\(var\.vpc_cidr, /);
  });

  test("flow logs are encrypted with the key for logs", async () => {
    expect((await synth()).one("aws_cloudwatch_log_group").kms_key_id).toMatch(/aws_kms_key\.key-logs_/);
  });

  test("logs, secrets and alerts have a key each", async () => {
    const aliases = (await synth()).all("aws_kms_alias").map(({ name }) => name);
    expect(aliases.sort()).toEqual(["alias/alerts-dev", "alias/logs-dev", "alias/secrets-dev"]);
  });

  test("there is no certificate", async () => {
    const stack = await build();
    expect(stack.outputs).toMatchObject({ certificateArn: undefined, hostedZoneId: undefined });
    expect(synthesizedStack(stack).all("aws_acm_certificate")).toEqual([]);
  });
});

test("the benchmark cluster's subnets are taken as listed", async () => {
  const stack = await synth(`
    public_subnet_cidrs  = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
    private_subnet_cidrs = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]
  `);
  const networks = stack.all("aws_subnet").map(({ cidr_block }) => cidr_block);
  expect(networks.sort()).toEqual([
    "10.0.1.0/24",
    "10.0.11.0/24",
    "10.0.12.0/24",
    "10.0.13.0/24",
    "10.0.2.0/24",
    "10.0.3.0/24",
  ]);
});

test("subnets bear the name of the cluster that the settings give", async () => {
  const [subnet] = (await synth('cluster_name = "thyme-benchmark"')).all("aws_subnet");
  expect(subnet?.tags).toHaveProperty(["kubernetes.io/cluster/thyme-benchmark"], "shared");
});

test("flow logs can be left out", async () => {
  const stack = await synth("flow_logs_enabled = false");
  expect([...stack.all("aws_flow_log"), ...stack.all("aws_cloudwatch_log_group")]).toEqual([]);
});

test("a domain gets a certificate, validated in the zone that the settings name", async () => {
  const stack = synthesizedStack(await build('domain_name = "example.com"\nhosted_zone_id = "Z123"'));
  expect(stack.one("aws_acm_certificate")).toMatchObject({
    domain_name: "example.com",
    subject_alternative_names: ["*.example.com", "*.eks-dev.example.com"],
  });
  expect(stack.all("aws_route53_zone", "data")).toEqual([expect.objectContaining({ zone_id: "Z123" })]);
});

test.each([2, 3, 4, 5, 6])("lists of outputs have one item for each of %i zones", async (zones) => {
  const { outputs } = await build(`az_count = ${zones}`);
  const lists = [
    outputs.availabilityZoneNames,
    outputs.publicSubnetIds,
    outputs.privateSubnetIds,
    outputs.privateSubnetCidrs,
    outputs.privateRouteTableIds,
  ];
  for (const list of lists) expect(list).toHaveLength(zones);
});

test("every physical name ends in the environment's suffix", async () => {
  const stack = await synth('environment_suffix = "prod"');
  const named = ["aws_security_group", "aws_cloudwatch_log_group", "aws_iam_role", "aws_kms_alias"].flatMap((type) =>
    stack.all(type).map(({ name }) => name),
  );
  for (const name of named) expect(name).toMatch(/-prod$/);
});

describe("the check of an air-gapped VPC", () => {
  const checkOf = async (tfvars: string) => JSON.parse(Testing.synth(await build(tfvars))).check?.air_gapped_endpoints;

  test("is there without NAT gateways alone", async () => {
    expect(await checkOf('nat_gateway_mode = "per_az"')).toBeUndefined();
    expect(await checkOf('nat_gateway_mode = "none"')).toBeDefined();
  });

  test("leaves out what the settings switch off", async () => {
    const text = JSON.stringify(
      await checkOf('nat_gateway_mode = "none"\nnode_ssm_enabled = false\ncluster_autoscaler = "none"'),
    );
    expect(text).toContain("eks-auth");
    expect(text).not.toMatch(/ssmmessages|autoscaling/);
  });
});
