import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbers } from "../../src/config/capacity/arithmetic";
import { capacityChecks } from "../../src/config/capacity/capacity-checks";
import { capacityReport } from "../../src/config/capacity/report";
import { type Settings, tunableValues } from "../../src/config/settings-store";
import { loadTfvars } from "./settings-folder";

function failedChecks(settings: Settings): string[] {
  const checks = capacityChecks(settings, numbers(tunableValues(settings)));
  return checks.filter(({ condition }) => !condition).map(({ name }) => name);
}

async function failedWith(text: string): Promise<string[]> {
  return failedChecks((await loadTfvars(`${text}\n`)).settings);
}

describe("the published figures", () => {
  test("light: 9750m, 23552Mi and 21 pod ENIs of 12000m, 49152Mi and 54", async () => {
    const { settings } = await loadTfvars('sizing_profile = "light"\n');
    expect(capacityReport(settings)).toMatchObject([
      { required: 9750, capacity: 12000, headroomPercent: 18.75 },
      { required: 23552, capacity: 49152 },
      { required: 21, capacity: 54 },
    ]);
  });

  test("standard: 46.5 vCPU and 95.5 GiB of 80 vCPU, 64 of them on demand", async () => {
    const { settings } = await loadTfvars('sizing_profile = "standard"\n');
    expect(capacityReport(settings)).toMatchObject([
      { required: 46_500, capacity: 80_000 },
      { required: 95.5 * 1024, capacity: 320 * 1024 },
      { required: 27, capacity: 160 },
    ]);
    const withoutSpot = await loadTfvars('sizing_profile = "standard"\nspot_node_group_enabled = false\n');
    expect(capacityReport(withoutSpot.settings)[0]).toMatchObject({ capacity: 64_000 });
  });

  test.each(["light", "standard", "custom"])("%s passes every check", async (profile) => {
    expect(await failedWith(`sizing_profile = "${profile}"`)).toEqual([]);
  });
});

describe("failures", () => {
  const light = 'sizing_profile = "light"\n';

  test("fails when replicas outgrow the nodes", async () => {
    expect(await failedWith(`${light}api_replicas = 9`)).toEqual([
      "tracecat_rollout_cpu_capacity",
      "tracecat_rollout_allocatable_capacity",
      "tracecat_pods_fit_nodes",
      "tracecat_survives_spot_loss",
    ]);
  });

  test("fails when memory alone is short", async () => {
    expect(await failedWith(`${light}capacity_reserved_memory_mib = 40000`)).toContain(
      "tracecat_rollout_memory_capacity",
    );
  });

  test("fails when pods outnumber the branch interfaces", async () => {
    const failed = await failedWith(`${light}pod_eni_capacity_per_node = 6`);
    expect(failed).toEqual([
      "tracecat_rollout_pod_eni_capacity",
      "tracecat_rollout_allocatable_capacity",
      "tracecat_survives_spot_loss",
    ]);
  });

  test("fails when one pod is larger than every node", async () => {
    const failed = await failedWith("executor_cpu_request_millicores = 7911\nexecutor_replicas = 1");
    expect(failed).toEqual(["tracecat_single_pod_cpu_fits_node", "tracecat_pods_fit_nodes"]);
  });

  test("fails when the sum fits and the pods one by one do not", async () => {
    // Two executors of 4 vCPU never share a node of 8: kube-reserved takes 90m of it.
    const text = [
      'node_instance_types = ["m7g.2xlarge"]',
      "node_schedulable_cpu_millicores_per_node = 8000",
      "node_desired_size = 3",
      "spot_node_group_enabled = false",
      "executor_cpu_request_millicores = 4000",
      "executor_replicas = 3",
      "capacity_reserved_cpu_millicores = 0",
      ...["api", "worker", "agent_executor", "ui"].map((component) => `${component}_replicas = 0`),
    ];
    expect(await failedWith(text.join("\n"))).toEqual(["tracecat_pods_fit_nodes"]);
  });

  test("fails when only spot nodes carry the rollout", async () => {
    const failed = await failedWith(
      "node_desired_size = 2\nnode_min_size = 1\nspot_node_desired_size = 8\napi_replicas = 30",
    );
    expect(failed).toEqual(["tracecat_survives_spot_loss"]);
  });

  test("fails when an instance type cannot trunk", async () => {
    const failed = await failedWith('node_instance_types = ["t3.2xlarge"]');
    expect(failed).toEqual([
      "tracecat_rollout_pod_eni_capacity",
      "tracecat_rollout_allocatable_capacity",
      "tracecat_survives_spot_loss",
      "node_trunk_eni_support",
    ]);
  });

  test.each([
    ['temporal_mode = "self-hosted"', 9750 + 2 * 4000],
    ["litellm_enabled = true", 9750 + 3 * 4000],
    ["mcp_enabled = true", 9750 + 3 * 1000],
    ["agent_worker_enabled = true", 9750 + 3 * 2000],
    ["executor_autoscaling_enabled = true", 9750 + (10 - 3) * 750],
  ])("%s counts", async (line, required) => {
    const { settings } = await loadTfvars(`${light}${line}\n`);
    expect(capacityReport(settings)[0]?.required).toBe(required);
  });
});

describe("laws", () => {
  const replicas = fc.integer({ min: 0, max: 40 });

  test("more replicas never need less", async () => {
    const { settings } = await loadTfvars("");
    fc.assert(
      fc.property(replicas, replicas, fc.integer({ min: 0, max: 100 }), (a, b, surge) => {
        const required = (count: number) => {
          const values = { ...tunableValues(settings), api_replicas: count, rollout_surge_percent: surge };
          return numbersOf(settings, values).required;
        };
        expect(required(Math.min(a, b))).toBeLessThanOrEqual(required(Math.max(a, b)));
      }),
    );
  });

  test("pods that fit one by one fit in sum", async () => {
    const { settings } = await loadTfvars("");
    const sample = fc.record({
      api_replicas: replicas,
      executor_replicas: replicas,
      executor_cpu_request_millicores: fc.integer({ min: 100, max: 9000 }),
      worker_memory_request_mib: fc.integer({ min: 100, max: 30_000 }),
      node_desired_size: fc.integer({ min: 1, max: 12 }),
      spot_node_desired_size: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(sample, (changed) => {
        const values = { ...tunableValues(settings), ...changed };
        const checks = capacityChecks(settings, numbers(values));
        const holds = (name: string) => checks.find((check) => check.name === name)?.condition;
        if (holds("tracecat_pods_fit_nodes")) expect(holds("tracecat_rollout_allocatable_capacity")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function numbersOf(settings: Settings, values: ReturnType<typeof tunableValues>): { required: number } {
  const [rollout] = capacityChecks(settings, numbers(values));
  const figures = rollout?.message.flatMap((part) => (typeof part === "string" ? [] : [part.figure])) ?? [];
  return { required: figures[0] ?? Number.NaN };
}
