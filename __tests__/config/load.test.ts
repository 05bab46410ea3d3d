import { describe, expect, test } from "vitest";
import { tunableValues } from "../../src/config/settings-store";
import { load, loadTfvars, problemsOf } from "./settings-folder";

describe("sources", () => {
  const file = (replicas: number) => `api_replicas = ${replicas}\n`;

  test("the later source wins, in Terraform's order", async () => {
    const environment = { TF_VAR_api_replicas: "3" };
    const layers: [string, string][] = [
      ["terraform.tfvars", file(4)],
      ["terraform.tfvars.json", '{"api_replicas": 5}'],
      ["a.auto.tfvars", file(6)],
      ["b.auto.tfvars.json", '{"api_replicas": 7}'],
    ];
    const seen = [];
    for (let count = 0; count <= layers.length; count++) {
      const { settings } = await load({ files: Object.fromEntries(layers.slice(0, count)), environment });
      seen.push(tunableValues(settings).api_replicas);
    }
    const named = { ...Object.fromEntries(layers), "x.tfvars": file(8), "y.tfvars": file(9) };
    const { settings } = await load({ files: named, environment, varFiles: ["x.tfvars", "y.tfvars"] });
    expect([...seen, tunableValues(settings).api_replicas]).toEqual([3, 4, 5, 6, 7, 9]);
  });

  test("a profile lies under every source and above the defaults", async () => {
    const { settings } = await loadTfvars('sizing_profile = "standard"\nworker_replicas = 9\n');
    expect(tunableValues(settings)).toMatchObject({ api_replicas: 2, worker_replicas: 9, executor_replicas: 4 });
  });

  test("files may be named through the environment", async () => {
    const files = { "one.tfvars": "az_count = 2\n", "two.tfvars": 'environment_suffix = "prod"\n' };
    const { settings } = await load({ files, environment: { PLATFORM_VAR_FILES: "one.tfvars:two.tfvars" } });
    expect(settings).toMatchObject({ az_count: 2, environment_suffix: "prod" });
  });

  test("environment variables are HCL for lists and text for strings", async () => {
    const environment = {
      TF_VAR_node_instance_types: '["m7g.xlarge"]',
      TF_VAR_aws_region: "us-west-2",
      TF_VAR_spot_node_group_enabled: "false",
      TF_VAR_aws_role_name: "",
    };
    const { settings } = await load({ environment });
    expect(tunableValues(settings)).toMatchObject({ node_instance_types: ["m7g.xlarge"], aws_region: "us-west-2" });
    expect(settings).toMatchObject({ spot_node_group_enabled: false, aws_role_name: null });
  });

  test("numbers and flags may be quoted, as Terraform converts them", async () => {
    const { settings } = await loadTfvars('az_count = "2"\nflow_logs_enabled = "false"\ncluster_version = 1.35\n');
    expect(settings).toMatchObject({ az_count: 2, flow_logs_enabled: false });
    expect(tunableValues(settings).cluster_version).toBe("1.35");
  });

  test("a secret setting takes what looks like a secret", async () => {
    const environment = { TF_VAR_aws_role_external_id: `ghp_${"a".repeat(36)}` };
    await expect(load({ environment })).resolves.toMatchObject({ notices: [] });
  });

  test("a foreign TF_VAR is ignored, a near miss is mentioned", async () => {
    const environment = { TF_VAR_tracecat_secrets_arn: "arn:aws:x", TF_VAR_api_replica: "3" };
    const { notices } = await load({ environment });
    expect(notices).toEqual(["TF_VAR_api_replica is no setting and is ignored; did you mean TF_VAR_api_replicas?"]);
  });
});

describe("aliases", () => {
  test.each([
    ['region = "us-east-1"', { aws_region: "us-east-1" }],
    ['kubernetes_version = "1.34"', { cluster_version: "1.34" }],
    ['node_instance_type = "m6i.2xlarge"', { node_instance_types: ["m6i.2xlarge"] }],
    ['general_node_instance_types = ["t3.xlarge"]', { node_instance_types: ["t3.xlarge"] }],
    ["node_desired_capacity = 5", { node_desired_size: 5 }],
    ["enable_cluster_logging = false", { cluster_enabled_log_types: [] }],
  ])("%s sets its setting", async (line, expected) => {
    expect(tunableValues((await loadTfvars(`${line}\n`)).settings)).toMatchObject(expected);
  });

  test.each([
    ["enable_nat_gateway_ha = true", { nat_gateway_mode: "per_az" }],
    ["enable_nat_gateway_ha = false", { nat_gateway_mode: "single" }],
    ["enable_compute_nodes = true", { compute_node_group_enabled: true }],
    ["enable_spot_nodes = false", { spot_node_group_enabled: false }],
  ])("%s sets its setting", async (line, expected) => {
    expect((await loadTfvars(`${line}\n`)).settings).toMatchObject(expected);
  });

  test("an alias in the environment is text or HCL as its own value is", async () => {
    const environment = { TF_VAR_node_instance_type: "m6i.2xlarge", TF_VAR_enable_nat_gateway_ha: "true" };
    const { settings } = await load({ environment });
    expect(tunableValues(settings).node_instance_types).toEqual(["m6i.2xlarge"]);
    expect(settings.nat_gateway_mode).toBe("per_az");
  });

  test("two names with one value are accepted", async () => {
    const { settings } = await loadTfvars('aws_region = "eu-west-1"\nregion = "eu-west-1"\n');
    expect(tunableValues(settings).aws_region).toBe("eu-west-1");
  });

  test("fails when two names differ", async () => {
    expect(
      await problemsOf({ files: { "terraform.tfvars": 'aws_region = "eu-west-1"\nregion = "eu-west-2"\n' } }),
    ).toEqual([
      "aws_region (terraform.tfvars) and region (terraform.tfvars) are two names of one setting and differ: eu-west-1 and eu-west-2; keep one",
    ]);
  });
});

describe("derived defaults", () => {
  test("names and image types follow from other settings", async () => {
    const { settings } = await loadTfvars('environment_suffix = "prod"\nnode_instance_types = ["m6i.large"]\n');
    expect(settings).toMatchObject({
      cluster_name: "eks-prod",
      state_region: "ap-southeast-1",
      node_ami_type: "BOTTLEROCKET_x86_64",
      spot_node_ami_type: "BOTTLEROCKET_x86_64",
      system_node_ami_type: "BOTTLEROCKET_ARM_64",
      gpu_node_ami_type: "BOTTLEROCKET_x86_64_NVIDIA",
    });
  });

  test("an instance type that is in no table is accepted with its sizes, and mentioned", async () => {
    const { notices } = await loadTfvars(
      [
        'node_instance_types = ["m99g.2xlarge"]',
        'node_ami_type = "BOTTLEROCKET_ARM_64"',
        "node_schedulable_cpu_millicores_per_node = 7910",
        "node_schedulable_memory_mib_per_node = 28000",
        "pod_eni_capacity_per_node = 38",
      ].join("\n"),
    );
    expect(notices).toEqual([
      "m99g.2xlarge is not in the app's table of instance types; its capacity is taken from the sizes given",
    ]);
  });
});
