import { describe, expect, test } from "vitest";
import { planStacks, type StackOutcome } from "../../scripts/lib/plan-run";
import { checksOf, markdownSummary } from "../../scripts/lib/plan-summary";
import { previewPhases, runPreview } from "../../scripts/lib/preview-run";
import { ProgressDisplay } from "../../scripts/lib/progress";
import { capacityTable, checkLines, unmetChecks } from "../../scripts/lib/report";
import { table } from "../../scripts/lib/table";
import { userEnvironment } from "../../scripts/lib/user-environment";
import { synthOptions } from "../../scripts/options";
import { TerraformError } from "../../src/terraform/diagnostics";
import type { SynthesizedStack } from "../../src/terraform/manifest";
import { startEmulator, synthStacks } from "../../src/testing";
import { loadTfvars } from "../config/settings-folder";
import { exampleApp, exampleStack } from "./example-app";
import { changeOf, checkOf, planOf } from "./plan-fixtures";

const minutes = 60_000;
const silent = () => new ProgressDisplay({ write: () => true } as never);

describe("options", () => {
  test("take several files, in order, and a folder", () => {
    const args = ["--var-file", "a.tfvars", "--var-file=b.tfvars", "--out", "out"];
    expect(synthOptions(args)).toEqual({ varFiles: ["a.tfvars", "b.tfvars"], outdir: "out" });
  });

  test("leave files to the environment and the folder to the default", () => {
    expect(synthOptions([])).toEqual({ varFiles: undefined, outdir: "cdktf.out" });
  });
});

describe("the user's environment for Terraform", () => {
  const variable = {
    size: { default: 3 },
    limit: { default: null },
    password: { default: null, sensitive: true },
    token: { sensitive: true },
  };
  const stack = { configuration: { variable } } as unknown as SynthesizedStack;

  test("hands credentials and secrets on, and no setting that a file may have overruled", () => {
    const base = {
      AWS_PROFILE: "me",
      TF_VAR_size: "1",
      TF_VAR_limit: "",
      TF_VAR_password: "p",
      TF_VAR_token: "t",
      TF_CLI_CONFIG_FILE: __filename,
    };
    expect(userEnvironment([stack], "Terraform", base)).toEqual({
      AWS_PROFILE: "me",
      TF_VAR_password: "p",
      TF_VAR_token: "t",
      TF_CLI_CONFIG_FILE: __filename,
    });
  });
});

describe("the summary of a plan", () => {
  const plan = planOf({
    resource_changes: [
      changeOf("aws_vpc.main", {}),
      changeOf("aws_eip.a", {}, { actions: ["delete", "create"], before: {} }),
    ],
    checks: [checkOf("capacity", "fail", "too few nodes"), checkOf("arch", "pass")],
  });

  test("has a row for each stack, the failed checks with their messages, and the changes folded", () => {
    const outcomes: StackOutcome[] = [
      { stack: "network", kind: "planned", plan, folder: "x" },
      { stack: "eks", kind: "waiting", for: ["network"] },
      { stack: "data", kind: "failed", error: new TerraformError("plan", "data", [], "no ```credentials```") },
    ];
    const text = markdownSummary(
      outcomes,
      plan.checks.map((check) => ({ ...check, stack: "network" })),
    );
    expect(text).toContain("| network | 1 to create, 1 to replace |");
    expect(text).toContain("| eks | waits for network, not deployed yet |");
    expect(text).toContain(
      "**1 of 2 checks did not pass.**\n- `capacity` (example): fail. too few nodes".replace("example", "network"),
    );
    expect(text).toContain("```diff\n+ aws_vpc.main\n± aws_eip.a\n```");
    expect(text).toContain("no '''credentials'''");
  });

  test("has the verdict of the settings on a cluster that cannot be planned yet", async () => {
    const text = 'sizing_profile = "light"\napi_replicas = 9\n';
    const { settings } = await loadTfvars(text);
    const waiting: StackOutcome = { stack: "eks", kind: "waiting", for: ["network"] };
    const unmet = unmetChecks(checksOf([waiting], settings));
    expect(unmet.map(({ name }) => name)).toContain("tracecat_rollout_cpu_capacity");
    expect(unmet[0]?.problems[0]).toMatch(/required 14250m .* available 12000m on 3 nodes/);
  });

  test("stays below what a comment may hold", () => {
    const many = planOf({
      resource_changes: Array.from({ length: 2000 }, (_, i) => changeOf(`aws_vpc.number_${i}`, {})),
    });
    const text = markdownSummary([{ stack: "network", kind: "planned", plan: many, folder: "x" }], []);
    expect(text).toContain("… and 1850 more");
    expect(text.length).toBeLessThan(65_536);
  });
});

describe("reports", () => {
  test("show the reason of what failed, and what is not known yet", () => {
    const checks = [
      { stack: "eks", name: "capacity", status: "fail", problems: ["too few nodes"] },
      { stack: "eks", name: "later", status: "unknown", problems: [] },
      { stack: "eks", name: "arch", status: "pass", problems: [] },
    ] as const;
    expect(checkLines(checks)).toEqual([
      "  ✗ capacity (eks)",
      "      too few nodes",
      "  ? later (eks) is known after the apply",
      "  ✓ arch (eks)",
    ]);
    expect(unmetChecks(checks).map(({ name }) => name)).toEqual(["capacity", "later"]);
  });

  test("align figures to the right, and name a capacity of nothing", () => {
    const row = {
      resource: "CPU",
      unit: "m",
      required: 9750,
      capacity: 0,
      allocatable: 0,
      headroomPercent: Number.NEGATIVE_INFINITY,
    } as const;
    expect(capacityTable([row])).toBe(
      "       required  capacity  allocatable  headroom\n  CPU    9750 m       0 m          0 m      none",
    );
    expect(
      table([
        ["a", "1"],
        ["bb", "22"],
      ]),
    ).toBe("  a    1\n  bb  22");
  });
});

describe("npm run plan", () => {
  test("plans what can be planned, and says which stacks wait for which", { timeout: 5 * minutes }, async () => {
    const folder = synthStacks(exampleApp({ backend: "local" }));
    const emulator = await startEmulator();
    const outcomes = await planStacks(folder, silent(), {
      ...process.env,
      ...emulator.environment(),
      HTTPS_PROXY: undefined,
    });
    await emulator.stop();
    expect(outcomes).toMatchObject([
      { stack: "logs", kind: "planned", plan: { counts: { create: 1 } } },
      { stack: "reader", kind: "waiting", for: ["logs"] },
    ]);
  });
});

describe("npm run preview", () => {
  test("reports what every stack went through, in plain lines where there is no terminal", {
    timeout: 5 * minutes,
  }, async () => {
    const folder = synthStacks((app) => exampleStack(app));
    const lines: string[] = [];
    const display = new ProgressDisplay({
      write: (text: string) => lines.push(text.replace(/ \(.*/s, "").trim()),
    } as never);
    const emulator = await startEmulator();
    const result = await runPreview({ emulator, folder, display, keep: false });
    await emulator.stop();
    expect(result.failure).toBeUndefined();
    expect(result).toMatchObject({
      leftovers: [],
      stacks: [{ name: "logs", resources: 1, checks: [{ name: "retention_is_long", status: "pass" }] }],
    });
    expect(Object.keys(result.stacks[0]?.times ?? {})).toEqual([...previewPhases]);
    expect(lines).toEqual([
      "logs: init …",
      "✓ logs: init",
      "logs: plan …",
      "✓ logs: plan, 1 to create",
      "logs: apply …",
      "✓ logs: apply, 1 resources",
      "logs: plan again …",
      "✓ logs: plan again",
      "logs: destroy …",
      "✓ logs: destroy",
    ]);
  });
});
