import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numbers } from "../../src/config/capacity/arithmetic";
import { capacityChecks } from "../../src/config/capacity/capacity-checks";
import { tunableValues } from "../../src/config/settings-store";
import { checksOf } from "./checks-stack";
import { loadTfvars } from "./settings-folder";

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
  const plan = await checksOf(settings);
  await fc.assert(
    fc.asyncProperty(sample, async (changed) => {
      // Terraform takes null for "not given" in no -var, so absent settings keep their default of null.
      const { checks } = await plan(Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null)));
      const read = capacityChecks(settings, numbers({ ...tunableValues(settings), ...changed }));
      const expected = Object.fromEntries(read.map(({ name, condition }) => [name, condition ? "pass" : "fail"]));
      const planned = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
      expect(planned).toMatchObject(expected);
    }),
    { numRuns: 25 },
  );
});

test.each([
  ["node_group_architecture_consistency", { node_instance_types: ["m7g.xlarge", "g5.xlarge"] }, "arm64, x86_64"],
  ["kubernetes_version_standard_support", { cluster_version: "1.33" }, "ended on 2026-07-29"],
  ["database_connection_capacity", { database_connections_per_pod: 100 }, "opens 1100 database connections"],
  ["private_subnet_address_capacity", { node_desired_size: 450 }, "the private subnets have 16379"],
  ["node_trunk_eni_support", { node_instance_types: ["t4g.xlarge"] }, "never t3 or t4g"],
  ["node_instance_types_known", { node_instance_types: ["c8g.xlarge"] }, "not looked up for c8g.xlarge"],
])("fails when %s does not hold, with a message to act on", { timeout: 30_000 }, async (check, variables, message) => {
  const { settings } = await loadTfvars("");
  const plan = await checksOf(settings);
  expect(await plan(variables)).toHaveFailedCheck(check, message);
  expect(await plan({})).toHavePassedCheck(check);
});
