import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amiTypeNames, amiTypes } from "../../../src/config/ami-types";
import { nodeClasses, nodeClassNames } from "../../../src/modules/eks/node-classes";
import type { NodePool } from "../../../src/modules/eks/node-group";
import { NodeGroups, type NodeGroupsProps } from "../../../src/modules/eks/node-groups";
import { type Synthesized, synthesized } from "./synthesized";

const pool: NodePool = {
  instanceTypes: ["m7g.large", "m6g.large"],
  amiType: "BOTTLEROCKET_ARM_64",
  minSize: 1,
  desiredSize: 2,
  maxSize: 3,
};

const props: NodeGroupsProps = {
  clusterName: "platform",
  kubernetesVersion: "1.35",
  environmentSuffix: "prod",
  nodeRoleArn: "arn:aws:iam::123456789012:role/node",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-cluster", "sg-nodes"],
  diskSizeGib: 50,
  instanceTags: { Environment: "prod" },
  autoscaled: true,
  dependsOn: [],
  pools: { app: pool },
};

const build = (overrides: Partial<NodeGroupsProps> = {}) =>
  synthesized((scope) => new NodeGroups(scope, "node-groups", { ...props, ...overrides }));

const autoscalerTags = (stack: Synthesized) => {
  const tags = stack.all("aws_autoscaling_group_tag").map(({ tag }) => tag as Record<string, unknown>);
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
};

test("a group has the size, the instance types and the version that are asked for", () => {
  expect(build().one("aws_eks_node_group")).toMatchObject({
    cluster_name: "platform",
    version: "1.35",
    instance_types: ["m7g.large", "m6g.large"],
    ami_type: "BOTTLEROCKET_ARM_64",
    scaling_config: { min_size: 1, desired_size: 2, max_size: 3 },
    node_repair_config: { enabled: true },
  });
});

test("groups without a size do not exist", () => {
  expect(build({ pools: {} }).all("aws_eks_node_group")).toEqual([]);
  expect(build({ pools: { app: pool, gpu: pool } }).all("aws_eks_node_group")).toHaveLength(2);
});

test.each(nodeClassNames)(
  "the %s group has the labels, taints and capacity of its class in EKS's words",
  (nodeClass) => {
    const { labels, taints, capacityType } = nodeClasses[nodeClass];
    expect(build({ pools: { [nodeClass]: pool } }).one("aws_eks_node_group")).toMatchObject({
      labels,
      taint: taints.map(({ key, value }) => ({ key, value, effect: "NO_SCHEDULE" })),
      capacity_type: capacityType,
    });
  },
);

test("the number of nodes is left to the autoscaler only where one runs", () => {
  const lifecycle = { create_before_destroy: true };
  expect(build().one("aws_eks_node_group").lifecycle).toEqual({
    ...lifecycle,
    ignore_changes: ["scaling_config[0].desired_size"],
  });
  expect(build({ autoscaled: false }).one("aws_eks_node_group").lifecycle).toEqual(lifecycle);
});

test("a group's name prefix leaves room for what the provider appends, for every suffix that is allowed", () => {
  const suffix = fc.stringMatching(/^[a-z][a-z0-9-]{0,14}[a-z0-9]$/);
  fc.assert(
    fc.property(suffix, fc.constantFrom(...nodeClassNames), (environmentSuffix, nodeClass) => {
      const stack = build({ environmentSuffix: `${environmentSuffix}-dr`, pools: { [nodeClass]: pool } });
      expect(String(stack.one("aws_eks_node_group").node_group_name_prefix).length).toBeLessThanOrEqual(37);
    }),
    { numRuns: 30 },
  );
});

describe("launch template", () => {
  const template = (overrides: Partial<NodeGroupsProps> = {}) => build(overrides).one("aws_launch_template");

  test("asks for a session token and keeps the metadata service from pods", () => {
    expect(template().metadata_options).toMatchObject({ http_tokens: "required", http_put_response_hop_limit: 1 });
  });

  test("lists the cluster security group, which EKS no longer adds itself", () => {
    expect(template().vpc_security_group_ids).toEqual(["sg-cluster", "sg-nodes"]);
  });

  test("tags instances, volumes and network interfaces with the environment's tags", () => {
    expect(template().tag_specifications).toEqual(
      ["instance", "volume", "network-interface"].map((resource_type) => ({
        resource_type,
        tags: '${merge({"Environment" = "prod"}, {"Name" = join("-", ["platform", "app"])})}',
      })),
    );
  });

  test.each(amiTypeNames)("of %s encrypts every volume and sizes the one that fills up", (amiType) => {
    const { rootDevice, dataDevice } = amiTypes[amiType];
    const ebs = { volume_type: "gp3", encrypted: "true", delete_on_termination: "true" };
    const sized = { ...ebs, volume_size: 50 };
    expect(template({ pools: { app: { ...pool, amiType } } }).block_device_mappings).toEqual(
      dataDevice === undefined
        ? [{ device_name: rootDevice, ebs: sized }]
        : [
            { device_name: rootDevice, ebs },
            { device_name: dataDevice, ebs: sized },
          ],
    );
  });

  test.each([
    ["BOTTLEROCKET_ARM_64", "app-node.toml"],
    ["AL2023_ARM_64_STANDARD", "app-node.mime"],
  ] as const)("of %s reads %s from a copy beside the stack, the same path on every machine", (amiType, file) => {
    const { user_data } = template({ pools: { app: { ...pool, amiType } } });
    expect(String(user_data).replace(/assets\/[\w-]+\/[0-9A-F]{32}/, "copy")).toBe(`\${filebase64("copy/${file}")}`);
  });
});

describe("Cluster Autoscaler's tags", () => {
  const prefix = "k8s.io/cluster-autoscaler";

  test("let it find the group and know a node of it before there is one", () => {
    expect(autoscalerTags(build())).toEqual({
      [`${prefix}/enabled`]: "true",
      [`${prefix}/platform`]: "owned",
      [`${prefix}/node-template/label/role`]: "app",
      [`${prefix}/node-template/label/tracecat.com/capacity`]: "on-demand",
      [`${prefix}/node-template/resources/ephemeral-storage`]: "${tostring(50)}Gi",
    });
  });

  test("tell of taints, GPUs and pod interfaces", () => {
    const stack = build({ pools: { gpu: { ...pool, gpusPerNode: 4, podEnisPerNode: 38 } } });
    expect(autoscalerTags(stack)).toMatchObject({
      [`${prefix}/node-template/taint/nvidia.com/gpu`]: "true:NoSchedule",
      [`${prefix}/node-template/resources/nvidia.com/gpu`]: "${tostring(4)}",
      [`${prefix}/node-template/resources/vpc.amazonaws.com/pod-eni`]: "${tostring(38)}",
    });
  });

  test("are not there where another autoscaler runs, or none", () => {
    expect(build({ autoscaled: false }).all("aws_autoscaling_group_tag")).toEqual([]);
  });

  test("stay off the instances", () => {
    for (const { tag } of build().all("aws_autoscaling_group_tag")) {
      expect(tag).toMatchObject({ propagate_at_launch: false });
    }
  });
});
