import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { describe, expect, test } from "vitest";
import { Testing, unknown } from "../../src/testing";
import { changeOf, checkOf, planOf } from "./plan-fixtures";

const cluster = changeOf(
  "aws_eks_cluster.main",
  {
    name: "tracecat",
    version: "1.35",
    enabled_cluster_log_types: ["api", "audit"],
    vpc_config: [{ endpoint_private_access: true, endpoint_public_access: false, public_access_cidrs: null }],
    tags: { Name: "tracecat", "owner-team": "platform" },
  },
  { after_unknown: { arn: true, role_arn: true, vpc_config: [{ subnet_ids: true }] } },
);
const plan = planOf({ resource_changes: [cluster] });

/** Message of a failing expectation. */
function messageOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the expectation holds");
}

describe("toHavePlanned", () => {
  test("compares the named attributes alone, by their names in CDKTF", () => {
    expect(plan).toHavePlanned(EksCluster, { version: "1.35", enabledClusterLogTypes: ["api", "audit"] });
    expect(plan).toHavePlanned(EksCluster);
    expect(plan).not.toHavePlanned(EksCluster, { version: "1.34" });
    expect(plan).not.toHavePlanned(Subnet);
  });

  test("compares a single block with an object, and lists without regard to their order", () => {
    expect(plan).toHavePlanned(EksCluster, { vpcConfig: { endpointPrivateAccess: true } as never });
    expect(plan).toHavePlanned(EksCluster, { enabledClusterLogTypes: ["audit", "api"] });
    expect(plan).not.toHavePlanned(EksCluster, { enabledClusterLogTypes: ["audit", "audit"] });
    expect(plan).not.toHavePlanned(EksCluster, { enabledClusterLogTypes: ["audit"] });
  });

  test("finds the one way to pair blocks, where greedy pairing does not", () => {
    const ingress = [
      { from_port: 443, to_port: 443 },
      { from_port: 443, to_port: 444 },
    ];
    const group = planOf({ resource_changes: [changeOf("aws_security_group.a", { ingress })] });
    expect(group).toHavePlanned(SecurityGroup, { ingress: [{ fromPort: 443 }, { toPort: 443 }] });
    expect(group).not.toHavePlanned(SecurityGroup, { ingress: [{ toPort: 444 }, { toPort: 444 }] });
  });

  test("keeps the keys of maps as they are", () => {
    expect(plan).toHavePlanned(EksCluster, { tags: { Name: "tracecat", "owner-team": "platform" } });
    expect(plan).not.toHavePlanned(EksCluster, { tags: { name: "tracecat" } });
  });

  test("takes asymmetric matchers, but none of them for an unknown value", () => {
    expect(plan).toHavePlanned(EksCluster, { name: expect.stringContaining("cat") });
    expect(plan).not.toHavePlanned(EksCluster, { name: expect.stringContaining("dog") });
    expect(plan).not.toHavePlanned(EksCluster, { roleArn: expect.anything() });
  });

  test("tells unknown values, missing values and known values apart", () => {
    expect(plan).toHavePlanned(EksCluster, { roleArn: unknown, vpcConfig: { subnetIds: unknown } });
    expect(plan).not.toHavePlanned(EksCluster, { version: unknown });
    expect(plan).toHavePlanned(EksCluster, { forceUpdateVersion: undefined, vpcConfig: { publicAccessCidrs: null } });
    expect(plan).not.toHavePlanned(EksCluster, { roleArn: undefined });
  });

  test("undoes what CDKTF does to names", () => {
    const odd = planOf({
      resource_changes: [changeOf("aws_eks_cluster.odd", { http_2: true, self: true, get_password_data: false })],
    });
    const expected = { http2: true, selfAttribute: true, fetchPasswordData: false } as never;
    expect(odd).toHavePlanned(EksCluster, expected);
  });

  test("counts", () => {
    const subnets = ["a", "b", "c"].map((name, index) =>
      changeOf(`aws_subnet.${name}`, { map_public_ip_on_launch: index > 0 }),
    );
    const three = planOf({ resource_changes: subnets });
    expect(three).toHavePlannedTimes(Subnet, 3);
    expect(three).toHavePlanned(Subnet, { mapPublicIpOnLaunch: true }, { times: 2 });
    expect(three).toHavePlannedTimes(Subnet, 0, { mapPublicIpOnLaunch: "x" as never });
    expect(messageOf(() => expect(three).toHavePlannedTimes(Subnet, 1, { mapPublicIpOnLaunch: true }))).toContain(
      "it holds 2: aws_subnet.b (create), aws_subnet.c (create)",
    );
  });

  test("leaves out what is deleted, unless that is asked for", () => {
    const deleted = changeOf("aws_eks_cluster.old", null, { actions: ["delete"], before: { version: "1.33" } });
    const replaced = changeOf(
      "aws_eks_cluster.new",
      { version: "1.35" },
      { actions: ["delete", "create"], before: {} },
    );
    const changing = planOf({ resource_changes: [deleted, replaced] });
    expect(changing).not.toHavePlanned(EksCluster, { version: "1.33" });
    expect(changing).toHavePlanned(EksCluster, { version: "1.33" }, { action: "delete" });
    expect(changing).toHavePlanned(EksCluster, { version: "1.35" }, { action: "replace" });
    expect(changing).not.toHavePlanned(EksCluster, { version: "1.35" }, { action: "create" });
  });

  test("tells data sources from resources of the same type", () => {
    const read = changeOf(
      "data.aws_availability_zones.all",
      { state: "available" },
      { actions: ["read"], mode: "data" },
    );
    expect(planOf({ resource_changes: [read] })).toHavePlanned(DataAwsAvailabilityZones, { state: "available" });
  });

  test("shows the closest resource and how it differs", () => {
    const far = changeOf("aws_eks_cluster.far", { name: "other", version: "1.30" });
    const two = planOf({ resource_changes: [far, cluster] });
    const expected = { name: "tracecat", version: "1.34", roleArn: "arn", vpcConfig: { endpointPublicAccess: true } };
    expect(messageOf(() => expect(two).toHavePlanned(EksCluster, expected as never))).toBe(
      [
        'expected the plan of stack example to hold aws_eks_cluster with { name: "tracecat", version: "1.34", roleArn: "arn", vpcConfig: { endpointPublicAccess: true } }',
        "closest is aws_eks_cluster.main (create) (of 2 aws_eks_cluster):",
        '  version: expected "1.34", planned "1.35"',
        '  role_arn: expected "arn", planned (known after apply)',
        "  vpc_config.endpoint_public_access: expected true, planned false",
      ].join("\n"),
    );
  });

  test("says which types there are if none is of the class", () => {
    expect(messageOf(() => expect(plan).toHavePlanned(Subnet))).toContain(
      "it holds no aws_subnet; it holds aws_eks_cluster",
    );
  });

  test("does not print sensitive values", () => {
    const secret = changeOf("aws_eks_cluster.main", { name: "hidden" }, { after_sensitive: { name: true } });
    const message = messageOf(() =>
      expect(planOf({ resource_changes: [secret] })).toHavePlanned(EksCluster, { name: "x" }),
    );
    expect(message).toContain("(sensitive)");
    expect(message).not.toContain("hidden");
  });

  test("fails when it is given anything but a plan", () => {
    expect(messageOf(() => expect({}).toHavePlanned(EksCluster))).toContain("a plan is expected");
  });

  test("is also a function that returns its verdict", () => {
    expect(Testing.toHavePlanned(plan, EksCluster, { version: "1.35" }).pass).toBe(true);
    expect(Testing.toHavePlanned(plan, EksCluster, { version: "1.34" })).toMatchObject({
      pass: false,
      message: expect.stringContaining("closest is aws_eks_cluster.main"),
    });
  });
});

describe("checks", () => {
  const checked = planOf({
    checks: [
      checkOf("fits", "pass"),
      checkOf("capacity", "fail", "46.5 of 32 vCPU"),
      checkOf("later", "unknown"),
      checkOf("broken", "error"),
    ],
  });

  test("pass and fail, the latter with a message", () => {
    expect(checked).toHavePassedCheck("fits");
    expect(checked).not.toHavePassedCheck("capacity");
    expect(checked).toHaveFailedCheck("capacity");
    expect(checked).toHaveFailedCheck("capacity", /46\.5 of \d+ vCPU/);
    expect(checked).toHaveFailedCheck("capacity", "vCPU");
    expect(messageOf(() => expect(checked).toHaveFailedCheck("capacity", /GiB/))).toContain("46.5 of 32 vCPU");
  });

  test.each(["later", "broken"])("%s has neither passed nor failed", (name) => {
    expect(checked).not.toHavePassedCheck(name);
    expect(checked).not.toHaveFailedCheck(name);
  });

  test("says what unknown means", () => {
    expect(messageOf(() => expect(checked).toHavePassedCheck("later"))).toContain("known after the apply");
  });

  test("fails when there is no check of that name, also if it is expected not to fail", () => {
    const message = "has no check capasity; it has broken, capacity, fits, later";
    expect(messageOf(() => expect(checked).toHavePassedCheck("capasity"))).toContain(message);
    expect(messageOf(() => expect(checked).not.toHaveFailedCheck("capasity"))).toContain(message);
    expect(Testing.toHavePassedCheck(checked, "fits").pass).toBe(true);
    expect(Testing.toHaveFailedCheck(checked, "capacity", "vCPU").pass).toBe(true);
  });
});

test("does not compile with attributes that the class has not", () => {
  // Compiled, not run: `tsc` fails when one of these lines is no error.
  const mistakes = () => {
    // @ts-expect-error a misspelled attribute
    expect(plan).toHavePlanned(EksCluster, { versoin: "1.35" });
    // @ts-expect-error a value of the wrong type
    expect(plan).toHavePlanned(EksCluster, { version: 1.35 });
    // @ts-expect-error a misspelled attribute of a block
    expect(plan).toHavePlanned(EksCluster, { vpcConfig: { subnetId: ["a"] } });
    // @ts-expect-error an attribute of another class
    expect(plan).toHavePlannedTimes(Subnet, 2, { enabledClusterLogTypes: ["api"] });
    // @ts-expect-error a meta-argument is no attribute
    expect(plan).toHavePlanned(EksCluster, { dependsOn: [] });
    // @ts-expect-error a misspelled attribute, in the function
    Testing.toHavePlanned(plan, EksCluster, { versoin: "1.35" });
    // @ts-expect-error no action of Terraform
    expect(plan).toHavePlanned(EksCluster, {}, { action: "destroy" });
    expect(plan).toHavePlanned(SecurityGroup, { ingress: [{ fromPort: 443, cidrBlocks: unknown }] });
    expect(plan).toHavePlanned(SecurityGroup, { ingress: { fromPort: 443 } });
  };
  expect(mistakes).toBeInstanceOf(Function);
});
