import { App, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { expect, test } from "vitest";
import { settingTable, type TunableName } from "../../src/config/settings";
import type { Settings } from "../../src/config/settings-store";
import { variablesOf } from "../../src/config/variables";
import { loadTfvars } from "./settings-folder";

function synthVariables(settings: Settings, ...names: TunableName[]): Record<string, Record<string, unknown>> {
  const stack = new TerraformStack(new App(), "s");
  const variables = variablesOf(stack, settings);
  for (const name of names) new TerraformOutput(stack, `o-${name}`, { value: variables[name] });
  return JSON.parse(Testing.synth(stack)).variable;
}

test("a variable is declared only when it is read, once", async () => {
  const { settings } = await loadTfvars("");
  expect(Object.keys(synthVariables(settings, "vpc_cidr"))).toEqual(["vpc_cidr"]);
  const stack = new TerraformStack(new App(), "s");
  const variables = variablesOf(stack, settings);
  expect(() => [variables.vpc_cidr, variables.vpc_cidr]).not.toThrow();
  expect(stack.node.children).toHaveLength(1);
});

test("a variable carries type, description, validation and the resolved value as default", async () => {
  const { settings } = await loadTfvars('node_instance_types = ["m7g.xlarge"]\nnode_max_size = 7\n');
  expect(synthVariables(settings, "node_max_size", "node_instance_types", "vpc_cidr")).toMatchObject({
    node_max_size: {
      type: "number",
      default: 7,
      nullable: false,
      validation: [
        {
          condition:
            "${floor(var.node_max_size) == var.node_max_size && var.node_max_size >= 1 && var.node_max_size <= 450}",
          error_message: "node_max_size must be a whole number from 1 to 450.",
        },
      ],
    },
    node_instance_types: { type: "list(string)", default: ["m7g.xlarge"] },
    vpc_cidr: { validation: [{ condition: "${can(cidrnetmask(var.vpc_cidr))}" }] },
  });
});

test("a setting that may be absent has a default of null", async () => {
  const { settings } = await loadTfvars("");
  const { pod_eni_capacity_per_node } = synthVariables(settings, "pod_eni_capacity_per_node");
  expect(pod_eni_capacity_per_node).toMatchObject({ default: null, nullable: true });
});

test("a sensitive setting never enters the output", async () => {
  const { settings } = await loadTfvars("");
  const { aws_role_external_id } = synthVariables(settings, "aws_role_external_id");
  expect(aws_role_external_id).toMatchObject({ default: null, sensitive: true });
});

test("every tunable setting can be said as a Terraform variable", async () => {
  const { settings } = await loadTfvars("");
  const names = (Object.keys(settingTable) as TunableName[]).filter((name) => settingTable[name].kind === "tunable");
  const variables = synthVariables(settings, ...names);
  expect(Object.keys(variables).sort()).toEqual([...names].sort());
  for (const name of names) expect(variables[name]).toHaveProperty("default");
});
