import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadSettings } from "../../src/config/load";
import { tunableValues } from "../../src/config/settings-store";
import { load, loadTfvars } from "./settings-folder";

const examples = readdirSync("examples").filter((file) => file.endsWith(".tfvars"));

test.each(examples)("%s is accepted as it stands", async (file) => {
  const directory = "examples";
  await expect(loadSettings({ directory, varFiles: [file], environment: {} })).resolves.toMatchObject({ notices: [] });
});

test("terraform.tfvars.example is accepted with every line uncommented, where the lines go together", async () => {
  const lines = readFileSync("terraform.tfvars.example", "utf8").split("\n");
  const assignments = lines.flatMap((line) => /^# (\w+ = .*)$/.exec(line)?.[1] ?? []);
  // Two lines show sizes that belong to instance types of one's own.
  const { settings } = await loadTfvars(assignments.join("\n"));
  expect(settings).toMatchObject({ environment_suffix: "prod", az_count: 3 });
});

/** The sizes of the light deployment as a shell has them: some values are quoted twice. */
const lightDeployment = `
api_replicas=2
worker_replicas=2
executor_replicas=2
agent_executor_replicas=1
ui_replicas=1
api_cpu_request_millicores=500
api_memory_request_mib=1024
worker_cpu_request_millicores=500
worker_memory_request_mib=1024
executor_cpu_request_millicores=750
executor_memory_request_mib=2048
agent_executor_cpu_request_millicores=500
agent_executor_memory_request_mib=1024
ui_cpu_request_millicores=250
ui_memory_request_mib=512
node_instance_types='["m7g.xlarge"]'
node_ami_type="AL2023_ARM_64_STANDARD"
node_min_size=3
node_desired_size=3
node_max_size=4
spot_node_group_enabled=false
node_schedulable_cpu_millicores_per_node=4000
node_schedulable_memory_mib_per_node=16384
capacity_reserved_cpu_millicores=3000
capacity_reserved_memory_mib=8192
rds_instance_class="db.t4g.medium"
`;

test("the sizes of the light deployment, exported by a shell, are those of the profile", async () => {
  const script = `set -a; ${lightDeployment.trim().replace(/^/gm, "TF_VAR_").replaceAll("\n", "; ")}; env`;
  const output = execFileSync("bash", ["-c", script], { encoding: "utf8", env: { PATH: process.env.PATH } });
  const environment = Object.fromEntries(output.split("\n").flatMap((line) => [line.split(/=(.*)/s).slice(0, 2)]));
  const exported = await load({ environment });
  const profile = await loadTfvars('sizing_profile = "light"\n');
  expect(tunableValues(exported.settings)).toEqual(tunableValues(profile.settings));
});

test("a shell may export an optional setting that it leaves empty", async () => {
  const environment = {
    TF_VAR_domain_name: "tracecat.example.com",
    TF_VAR_hosted_zone_id: "/hostedzone/Z0123456789ABCDEFGHIJ",
    TF_VAR_aws_region: "us-west-2",
    TF_VAR_aws_account_id: "123456789012",
    TF_VAR_aws_role_name: "",
  };
  const { settings } = await load({ environment });
  expect(settings).toMatchObject({ aws_account_id: "123456789012", aws_role_name: null });
});
