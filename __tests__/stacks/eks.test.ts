import { App } from "cdktf";
import { expect, test } from "vitest";
import { EksStack, type EksStackProps } from "../../src/stacks/eks";
import { loadTfvars } from "../config/settings-folder";
import { type Synthesized, synthesizedStack } from "../modules/eks/synthesized";

const network: EksStackProps["network"] = {
  privateSubnetIds: ["subnet-1", "subnet-2"],
  privateSubnetCidrs: ["10.0.0.0/18", "10.0.64.0/18"],
  securityGroupIds: {
    controlPlane: "sg-control-plane",
    nodes: "sg-nodes",
    loadBalancers: "sg-load-balancers",
    mesh: "sg-mesh",
    peering: "sg-peering",
  },
  kmsKeyArns: { logs: "arn:logs", secrets: "arn:secrets", alerts: "arn:alerts" },
};

async function build(tfvars = ""): Promise<EksStack> {
  const { settings } = await loadTfvars(tfvars);
  return new EksStack(new App(), "eks", { settings, network });
}

async function synth(tfvars = ""): Promise<Synthesized> {
  return synthesizedStack(await build(tfvars));
}

const groupPrefixes = (stack: Synthesized) =>
  stack.all("aws_eks_node_group").map(({ node_group_name_prefix }) => node_group_name_prefix);

test("by default there are system, app, spot and GPU nodes, and compute nodes on request", async () => {
  expect(groupPrefixes(await synth()).sort()).toEqual(["app-dev-", "gpu-dev-", "spot-dev-", "system-dev-"]);
  expect(groupPrefixes(await synth("compute_node_group_enabled = true"))).toContain("compute-dev-");
});

test("the light profile has one group of AL2023 nodes with their own user data, besides the GPU group that is empty", async () => {
  const stack = await synth('sizing_profile = "light"');
  expect(groupPrefixes(stack).sort()).toEqual(["app-dev-", "gpu-dev-"]);
  expect(stack.one("aws_launch_template", { name: "eks-app-nodes-dev" }).user_data).toContain("/app-node.mime");
});

test("no node is started before the CNI, kube-proxy and the rights of its role", async () => {
  const stack = await synth();
  const networkAddons = stack.addresses("aws_eks_addon").filter((address) => address.includes("network-addons"));
  const rights = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]
    .flatMap((type) => stack.addresses(type))
    .filter((address) => address.includes("node-role"));
  expect(networkAddons).toHaveLength(2);
  expect(rights).toHaveLength(3);
  for (const { depends_on } of stack.all("aws_eks_node_group")) {
    expect(depends_on).toEqual(expect.arrayContaining([...networkAddons, ...rights]));
  }
});

test("CoreDNS, the EBS driver and the pod identity agent wait for all nodes", async () => {
  const stack = await synth();
  for (const addon_name of ["coredns", "aws-ebs-csi-driver", "eks-pod-identity-agent"]) {
    const { depends_on } = stack.one("aws_eks_addon", { addon_name });
    expect(depends_on).toEqual(expect.arrayContaining(stack.addresses("aws_eks_node_group")));
  }
});

test("nodes carry the cluster security group and their own", async () => {
  for (const { vpc_security_group_ids } of (await synth()).all("aws_launch_template")) {
    expect(vpc_security_group_ids).toEqual([
      expect.stringMatching(/vpc_config\[0\]\.cluster_security_group_id\}$/),
      "sg-nodes",
    ]);
  }
});

test("secrets are encrypted with the network stack's key unless that is turned off", async () => {
  expect((await synth()).one("aws_eks_cluster").encryption_config).toMatchObject({
    provider: { key_arn: "arn:secrets" },
  });
  expect((await synth("cluster_encryption_enabled = false")).one("aws_eks_cluster")).not.toHaveProperty(
    "encryption_config",
  );
});

test.each([
  ["cluster-autoscaler", ["scaling_config[0].desired_size"]],
  ["karpenter", undefined],
  ["none", undefined],
])(
  "with %s Terraform ignores in node groups: %s, and tags them for Cluster Autoscaler alone",
  async (autoscaler, ignored) => {
    const stack = await synth(`cluster_autoscaler = "${autoscaler}"`);
    for (const { lifecycle } of stack.all("aws_eks_node_group")) {
      expect((lifecycle as { ignore_changes?: string[] }).ignore_changes).toEqual(ignored);
    }
    expect(stack.all("aws_autoscaling_group_tag").length > 0).toBe(autoscaler === "cluster-autoscaler");
  },
);

test("each add-on takes the version that its setting pins", async () => {
  const pins = {
    vpc_cni_version: ["vpc-cni", "v1.20.4-eksbuild.2"],
    coredns_version: ["coredns", "v1.12.4-eksbuild.1"],
    kube_proxy_version: ["kube-proxy", "v1.35.0-eksbuild.2"],
    ebs_csi_driver_version: ["aws-ebs-csi-driver", "v1.50.1-eksbuild.1"],
    pod_identity_agent_version: ["eks-pod-identity-agent", "v1.3.8-eksbuild.2"],
  };
  const stack = await synth(
    Object.entries(pins)
      .map(([setting, [, version]]) => `${setting} = "${version}"`)
      .join("\n"),
  );
  for (const [addon_name, version] of Object.values(pins)) {
    expect(stack.one("aws_eks_addon", { addon_name }).addon_version).toBe(version);
  }
});

test("versions that no setting pins are looked up by the variable, so that the first plan shows them", async () => {
  const lookups = (await synth()).all("aws_eks_addon_version", "data");
  expect(lookups).toHaveLength(5);
  for (const { kubernetes_version } of lookups) expect(kubernetes_version).toBe("${var.cluster_version}");
});

test("the settings of a benchmark cluster name the cluster and silence its logs", async () => {
  const stack = await synth(
    'cluster_name = "thyme-benchmark"\nnode_instance_type = "m6i.2xlarge"\nnode_desired_capacity = 3\nenable_cluster_logging = false',
  );
  expect(stack.one("aws_eks_cluster")).toMatchObject({ name: "thyme-benchmark" });
  expect(stack.one("aws_cloudwatch_log_group").name).toBe("/aws/eks/thyme-benchmark/cluster");
  expect(stack.one("aws_eks_node_group", { node_group_name_prefix: "app-dev-" }).ami_type).toBe("BOTTLEROCKET_x86_64");
});

test("administrators get access entries", async () => {
  const stack = await synth('cluster_admin_principal_arns = ["arn:aws:iam::123456789012:role/Admin"]');
  expect(stack.one("aws_eks_access_entry").for_each).toContain("role/Admin");
});

test("empty GPU and spot groups tell the autoscaler what a node would offer", async () => {
  const tags = (await synth()).all("aws_autoscaling_group_tag").map(({ tag }) => tag as Record<string, string>);
  const valuesOf = (resource: string) => tags.filter(({ key }) => key?.endsWith(resource)).map(({ value }) => value);
  expect(valuesOf("resources/nvidia.com/gpu")).toEqual([expect.stringContaining("var.gpu_node_instance_types")]);
  expect(valuesOf("resources/vpc.amazonaws.com/pod-eni")).toEqual([
    expect.stringContaining("var.node_instance_types"),
    expect.stringContaining("var.spot_node_instance_types"),
  ]);
});

test("operators find the cluster by plain output names", async () => {
  const { output } = (await build()).toTerraform() as { output: Record<string, { value: unknown }> };
  expect(Object.keys(output).sort()).toEqual([
    "cluster_certificate_authority",
    "cluster_endpoint",
    "cluster_name",
    "cluster_role_arn",
    "cluster_security_group_id",
    "cluster_version",
    "configure_kubectl",
    "irsa_role_arns",
    "node_groups",
    "node_role_arn",
    "oidc_provider_arn",
  ]);
  expect(output.configure_kubectl?.value).toMatch(
    /^aws eks update-kubeconfig --region \$\{var\.aws_region\} --name \$\{aws_eks_cluster\./,
  );
});

test("with a role to assume kubectl takes that role, which made the cluster, and so does the command", async () => {
  const stack = await build('aws_account_id = "123456789012"\naws_role_name = "deploy/platform"');
  const { output } = stack.toTerraform() as { output: Record<string, { value: unknown }> };
  const role = "arn:\\$\\{data\\.aws_partition\\.\\w+\\.partition\\}:iam::123456789012:role/deploy/platform";
  expect(output.configure_kubectl?.value).toMatch(new RegExp(` --assume-role-arn ${role} --role-arn ${role}$`));
});

test("without one it is whoever runs it", async () => {
  const { output } = (await build()).toTerraform() as { output: Record<string, { value: unknown }> };
  expect(output.configure_kubectl?.value).not.toContain("role-arn");
});

test("another region changes the default of one variable and nothing else", async () => {
  const json = async (region: string) => JSON.stringify((await build(`aws_region = "${region}"`)).toTerraform());
  const here = await json("eu-central-1");
  expect(here).not.toContain("us-west-2");
  expect(here.replaceAll('"default":"eu-central-1"', "")).toBe(
    (await json("us-west-2")).replaceAll('"default":"us-west-2"', ""),
  );
});

test("the JSON names no folder of this machine", async () => {
  expect(JSON.stringify((await build()).toTerraform())).not.toContain(process.cwd());
});
