import { App, TerraformStack } from "cdktf";
import { expect, expectTypeOf, test } from "vitest";
import type { Settings } from "../../src/config/settings-store";
import { type Variables, variablesOf } from "../../src/config/variables";
import { loadTfvars } from "./settings-folder";

/** Never run: what must not compile. */
function mustNotCompile(settings: Settings, variables: Variables): unknown {
  return [
    // @ts-expect-error a tunable setting is no plain value
    settings.vpc_cidr,
    // @ts-expect-error a structural setting is no Terraform variable
    variables.az_count,
    // @ts-expect-error a tunable text cannot be compared with a literal
    variables.cluster_version === "1.35",
    // @ts-expect-error a tunable number cannot be compared with a literal
    variables.node_desired_size === 3,
    // @ts-expect-error a tunable flag cannot be compared with a literal
    variables.cluster_endpoint_public_access === true,
    // @ts-expect-error a tunable list has no length to look at
    variables.node_instance_types.length === 2,
    // @ts-expect-error a misspelled setting
    settings.az_cont,
    // @ts-expect-error a value outside of the union
    settings.nat_gateway_mode === "double",
  ];
}

void mustNotCompile;

test("tunable settings are assignable to the attributes of resources", () => {
  expectTypeOf<Variables["vpc_cidr"]>().toExtend<string>();
  expectTypeOf<Variables["node_desired_size"]>().toExtend<number>();
  expectTypeOf<Variables["node_instance_types"]>().toExtend<string[]>();
});

test("structural settings have the types of their schemas", async () => {
  const { settings } = await loadTfvars("");
  expectTypeOf(settings.az_count).toEqualTypeOf<number>();
  expectTypeOf(settings.nat_gateway_mode).toEqualTypeOf<"single" | "per_az" | "none">();
  expectTypeOf(settings.cluster_name).toEqualTypeOf<string>();
});

test("tunable values are not among the settings' own properties by name", async () => {
  const { settings } = await loadTfvars("");
  expect(Object.keys(settings)).not.toContain("vpc_cidr");
  const stack = new TerraformStack(new App(), "s");
  expect(Object.keys(variablesOf(stack, settings))).toContain("vpc_cidr");
});
