import { join } from "node:path";
import { type App, TerraformOutput, TerraformStack } from "cdktf";
import { planChecks } from "../../src/config/capacity/cluster-checks";
import type { Settings } from "../../src/config/settings-store";
import { variablesOf } from "../../src/config/variables";
import { PlanChecks } from "../../src/modules/checks/plan-checks";
import { Terraform } from "../../src/terraform/terraform";
import { Plan, synthStacks } from "../../src/testing";

const environment = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" };

/** A stack of checks alone: it needs no provider, so Terraform plans it in a second. */
function addChecks(app: App, settings: Settings): void {
  const stack = new TerraformStack(app, "checks");
  const { variables, ...checks } = planChecks(settings, '["10.0.0.0/18"]');
  const declared = variablesOf(stack, settings);
  for (const name of variables) void declared[name];
  new PlanChecks(stack, "checks", checks);
  new TerraformOutput(stack, "unused", { value: "a plan needs something to plan" });
}

/** Plans of these settings' checks, with what an operator gives as `-var`. */
export async function checksOf(settings: Settings): Promise<(variables: Record<string, unknown>) => Promise<Plan>> {
  const folder = join(
    synthStacks((app) => addChecks(app, settings)),
    "stacks",
    "checks",
  );
  const terraform = await Terraform.find();
  await terraform.init(folder, { environment });
  return async (variables) => {
    const out = join(folder, "plan");
    const warnings = await terraform.plan(folder, { environment, out, variables });
    return new Plan("checks", await terraform.show(folder, out, { environment }), warnings);
  };
}
