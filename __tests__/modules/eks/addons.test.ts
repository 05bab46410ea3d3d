import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { TerraformStack } from "cdktf";
import { expect, test } from "vitest";
import { NetworkAddons, type NetworkAddonsProps } from "../../../src/modules/eks/network-addons";
import { WorkloadAddons, type WorkloadAddonsProps } from "../../../src/modules/eks/workload-addons";
import { type Synthesized, synthesized } from "./synthesized";

const common = {
  clusterName: "platform",
  kubernetesVersion: "1.35",
  environmentSuffix: "prod",
  partition: "aws",
  oidcProviderArn: "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1",
  oidcIssuer: "oidc.example/id/1",
};

const network = (overrides: Partial<NetworkAddonsProps> = {}) =>
  synthesized(
    (scope) =>
      new NetworkAddons(scope, "network-addons", {
        ...common,
        prefixDelegation: true,
        warmPrefixTarget: 1,
        podSecurityGroupEnforcingMode: "standard",
        ...overrides,
      }),
  );

const someNodes = (scope: TerraformStack) =>
  new EksNodeGroup(scope, "nodes", {
    clusterName: "platform",
    nodeRoleArn: "arn:aws:iam::123456789012:role/node",
    subnetIds: ["subnet-1"],
    scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
  });

const workload = (overrides: Partial<WorkloadAddonsProps> = {}) =>
  synthesized((scope) => {
    new WorkloadAddons(scope, "workload-addons", { ...common, dependsOn: [someNodes(scope)], ...overrides });
  });

const addon = (stack: Synthesized, addon_name: string) => stack.one("aws_eks_addon", { addon_name });
const configuration = (stack: Synthesized, name: string) => String(addon(stack, name).configuration_values);

test.each([network(), workload()])("no add-on is without a version, and none takes the newest by itself", (stack) => {
  for (const { addon_version } of stack.all("aws_eks_addon")) {
    expect(addon_version).toMatch(/^\$\{data\.aws_eks_addon_version\..+\.version\}$/);
  }
  for (const lookup of stack.all("aws_eks_addon_version", "data")) {
    expect(lookup).toMatchObject({ kubernetes_version: "1.35", most_recent: false });
  }
});

test("a pinned version is taken as it stands and not looked up", () => {
  const stack = network({ vpcCniVersion: "v1.20.4-eksbuild.2", kubeProxyVersion: "v1.35.0-eksbuild.2" });
  expect(addon(stack, "vpc-cni").addon_version).toBe("v1.20.4-eksbuild.2");
  expect(addon(stack, "kube-proxy").addon_version).toBe("v1.35.0-eksbuild.2");
  expect(stack.all("aws_eks_addon_version", "data")).toEqual([]);
});

test("each version of the workload's add-ons can be pinned", () => {
  const stack = workload({ corednsVersion: "v1", ebsCsiDriverVersion: "v2", podIdentityAgentVersion: "v3" });
  expect(addon(stack, "coredns").addon_version).toBe("v1");
  expect(addon(stack, "aws-ebs-csi-driver").addon_version).toBe("v2");
  expect(addon(stack, "eks-pod-identity-agent").addon_version).toBe("v3");
});

test("the configuration here is the truth: conflicts are overwritten", () => {
  for (const resource of [...network().all("aws_eks_addon"), ...workload().all("aws_eks_addon")]) {
    expect(resource).toMatchObject({
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
    });
  }
});

test("the CNI gives pods their own security groups and prefixes as asked", () => {
  expect(configuration(network(), "vpc-cni")).toMatchInlineSnapshot(
    `"\${jsonencode({"enableNetworkPolicy" = "true", "env" = {"ENABLE_POD_ENI" = "true", "POD_SECURITY_GROUP_ENFORCING_MODE" = "standard", "ENABLE_PREFIX_DELEGATION" = tostring(true), "WARM_PREFIX_TARGET" = tostring(1)}, "init" = {"env" = {"DISABLE_TCP_EARLY_DEMUX" = tostring(("standard" == "strict"))}}})}"`,
  );
});

test("the CNI has a role of its own, which keeps its rights until the CNI is gone", () => {
  const stack = network();
  expect(stack.one("aws_iam_role").assume_role_policy).toContain("system:serviceaccount:kube-system:aws-node");
  expect(addon(stack, "vpc-cni")).toMatchObject({
    service_account_role_arn: expect.stringMatching(/^\$\{aws_iam_role\./),
    depends_on: stack.addresses("aws_iam_role_policy_attachment"),
  });
});

test("the EBS driver has a role of its own", () => {
  const stack = workload();
  expect(stack.one("aws_iam_role").assume_role_policy).toContain("serviceaccount:kube-system:ebs-csi-controller-sa");
  expect(addon(stack, "aws-ebs-csi-driver").depends_on).toEqual(
    expect.arrayContaining(stack.addresses("aws_iam_role_policy_attachment")),
  );
});

test("add-ons that run on nodes wait for them", () => {
  const stack = workload();
  const [nodes] = stack.addresses("aws_eks_node_group");
  for (const { depends_on } of stack.all("aws_eks_addon")) expect(depends_on).toContain(nodes);
});

test("CoreDNS prefers system nodes but runs without them", () => {
  expect(configuration(workload(), "coredns")).toMatch(
    /"preferredDuringSchedulingIgnoredDuringExecution" = \[\{"weight" = 100, "preference" = \{"matchExpressions" = \[\{"key" = "role", "operator" = "In", "values" = \["system"\]/,
  );
});
