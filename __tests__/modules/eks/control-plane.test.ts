import { expect, test } from "vitest";
import { ControlPlane, type ControlPlaneProps } from "../../../src/modules/eks/control-plane";
import { synthesized } from "./synthesized";

const props: ControlPlaneProps = {
  clusterName: "platform",
  kubernetesVersion: "1.35",
  environmentSuffix: "prod",
  partition: "aws",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupId: "sg-1",
  endpointPrivateAccess: true,
  endpointPublicAccess: true,
  publicAccessCidrs: ["203.0.113.0/24"],
  logTypes: ["audit"],
  logRetentionDays: 7,
  logsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/logs",
  secretsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/secrets",
  creatorIsAdmin: true,
  supportType: "STANDARD",
  zonalShiftEnabled: true,
};

const build = (overrides: Partial<ControlPlaneProps> = {}) =>
  synthesized((scope) => new ControlPlane(scope, "control-plane", { ...props, ...overrides }));

test("the log group is encrypted, expires and is there before the cluster that would make another", () => {
  const stack = build();
  expect(stack.one("aws_cloudwatch_log_group")).toMatchObject({
    name: "/aws/eks/platform/cluster",
    retention_in_days: 7,
    kms_key_id: props.logsKeyArn,
  });
  expect(stack.one("aws_eks_cluster").depends_on).toEqual(
    expect.arrayContaining(stack.addresses("aws_cloudwatch_log_group")),
  );
});

test("the role keeps its policies until the cluster is gone", () => {
  const stack = build();
  expect(stack.one("aws_eks_cluster").depends_on).toEqual(
    expect.arrayContaining(stack.addresses("aws_iam_role_policy_attachment")),
  );
});

test("the role has the rights of a control plane and those for pods with security groups, no more", () => {
  const stack = build();
  expect(stack.all("aws_iam_role_policy")).toEqual([]);
  const arns = stack.all("aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn);
  expect(arns.sort()).toEqual([
    "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
    "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
  ]);
});

test("access goes by access entries alone and no add-on is left unmanaged", () => {
  expect(build().one("aws_eks_cluster")).toMatchObject({
    access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: true },
    bootstrap_self_managed_addons: false,
  });
});

test("changing who administers never replaces the cluster", () => {
  expect(build().one("aws_eks_cluster").lifecycle).toEqual({
    ignore_changes: ["access_config[0].bootstrap_cluster_creator_admin_permissions"],
  });
});

test("secrets are wrapped with the key that is given, and with none of ours otherwise", () => {
  expect(build().one("aws_eks_cluster").encryption_config).toEqual({
    resources: ["secrets"],
    provider: { key_arn: props.secretsKeyArn },
  });
  expect(build({ secretsKeyArn: undefined }).one("aws_eks_cluster")).not.toHaveProperty("encryption_config");
});

test("endpoints, logs, support and zonal shift are what the props say", () => {
  expect(build().one("aws_eks_cluster")).toMatchObject({
    name: "platform",
    version: "1.35",
    vpc_config: {
      subnet_ids: props.subnetIds,
      security_group_ids: ["sg-1"],
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ["203.0.113.0/24"],
    },
    enabled_cluster_log_types: ["audit"],
    upgrade_policy: { support_type: "STANDARD" },
    zonal_shift_config: { enabled: true },
  });
});

test("the identity provider trusts STS and pins no thumbprint", () => {
  const provider = build().one("aws_iam_openid_connect_provider");
  expect(provider.client_id_list).toEqual(["sts.amazonaws.com"]);
  expect(provider).not.toHaveProperty("thumbprint_list");
});
