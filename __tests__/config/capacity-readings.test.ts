import { join } from "node:path";
import { type App, TerraformOutput, TerraformStack } from "cdktf";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numbers } from "../../src/config/arithmetic";
import { capacityChecks } from "../../src/config/capacity-checks";
import { planChecks } from "../../src/config/plan-checks";
import { type Settings, tunableValues } from "../../src/config/settings-store";
import { variablesOf } from "../../src/config/variables";
import { PlanChecks } from "../../src/modules/checks/plan-checks";
import { synthStacks } from "../../src/testing/synth";
import { Terraform } from "../../src/testing/terraform";
import { loadTfvars } from "./settings-folder";

/** A stack of checks alone: it needs no provider, so Terraform plans it in a second. */
function checksOnly(app: App, settings: Settings): void {
  const stack = new TerraformStack(app, "checks");
  const { variables, ...checks } = planChecks(settings, '["10.0.0.0/18"]');
  const declared = variablesOf(stack, settings);
  for (const name of variables) void declared[name];
  new PlanChecks(stack, "checks", checks);
  new TerraformOutput(stack, "unused", { value: "a plan needs something to plan" });
}

const environment = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" };

const sample = fc.record({
  api_replicas: fc.integer({ min: 0, max: 12 }),
  executor_replicas: fc.integer({ min: 0, max: 6 }),
  executor_cpu_request_millicores: fc.integer({ min: 100, max: 8000 }),
  worker_memory_request_mib: fc.integer({ min: 100, max: 30_000 }),
  rollout_surge_percent: fc.integer({ min: 0, max: 100 }),
  node_desired_size: fc.integer({ min: 1, max: 4 }),
  spot_node_desired_size: fc.integer({ min: 0, max: 3 }),
  node_instance_types: fc.constantFrom<string[]>(["m7g.xlarge"], ["m7g.2xlarge", "m7g.xlarge"], ["m7g.medium"]),
  node_schedulable_cpu_millicores_per_node: fc.option(fc.integer({ min: 1000, max: 9000 })),
  pod_eni_capacity_per_node: fc.option(fc.integer({ min: 0, max: 20 })),
});

test("Terraform and the app read the formula alike", { timeout: 180_000 }, async () => {
  const { settings } = await loadTfvars('temporal_mode = "self-hosted"\n');
  const folder = join(
    synthStacks((app) => checksOnly(app, settings)),
    "stacks",
    "checks",
  );
  const terraform = await Terraform.find();
  await terraform.init(folder, { environment });
  await fc.assert(
    fc.asyncProperty(sample, async (changed) => {
      const out = join(folder, "plan");
      // Terraform takes null for "not given" in no -var, so absent settings keep their default of null.
      const variables = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null));
      await terraform.plan(folder, { environment, out, variables });
      const plan = await terraform.show(folder, out, { environment });
      const read = capacityChecks(settings, numbers({ ...tunableValues(settings), ...changed }));
      const expected = Object.fromEntries(read.map(({ name, condition }) => [name, condition ? "pass" : "fail"]));
      const status = (name: string) => plan.checks?.find((check) => check.address.name === name)?.status;
      expect(Object.fromEntries(read.map(({ name }) => [name, status(name)]))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
