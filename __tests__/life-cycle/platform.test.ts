import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSettings } from "../../src/config/load";
import { prerequisitesOf } from "../../src/emulator/prerequisites";
import { synthPlatform } from "../../src/platform";
import { makeTemporaryFolder } from "../../src/terraform/folders";
import {
  type Emulator,
  formatChanges,
  LimitLedger,
  openSession,
  type Session,
  startEmulator,
  unexcusedChanges,
} from "../../src/testing";

const minutes = 60_000;

/** Two environments that differ in everything that can differ: region, architecture, NAT, subnets, groups, logs. */
const environments: [string, Record<string, string>][] = [
  ["full-platform.tfvars", {}],
  ["thyme-benchmark.tfvars", { TF_VAR_environment_suffix: "bench" }],
];

const ledger = new LimitLedger();

describe.each(environments)("the life of %s", (example, environment) => {
  let emulator: Emulator;
  let session: Session;

  beforeAll(async () => {
    const { settings } = await loadSettings({
      directory: "examples",
      varFiles: [example],
      environment: { ...environment, TF_VAR_force_destroy: "true", TF_VAR_state_deletion_protection: "false" },
    });
    const folder = makeTemporaryFolder("life-cycle");
    synthPlatform(settings, folder);
    emulator = await startEmulator();
    await emulator.makePrerequisites(prerequisitesOf(settings));
    session = await openSession({ emulator, folder });
  }, 5 * minutes);

  afterAll(async () => {
    session?.close();
    await emulator?.stop();
  });

  test("every stack is applied", { timeout: 10 * minutes }, async () => {
    await session.forEachStack((stack) => session.apply(stack));
    expect(session.stacks.map(({ name }) => session.isApplied(name))).not.toContain(false);
  });

  test("a second plan changes nothing and every check passes", { timeout: 5 * minutes }, async () => {
    const changes: string[] = [];
    const checks: string[] = [];
    await session.forEachStack(async (stack) => {
      const plan = await session.plan(stack);
      changes.push(formatChanges(unexcusedChanges(plan, ledger)));
      checks.push(...plan.checks.filter(({ status }) => status !== "pass").map(({ name }) => name));
    });
    expect(changes.join("")).toBe("");
    expect(checks).toEqual([]);
  });

  test("destroying leaves nothing", { timeout: 10 * minutes }, async () => {
    await session.forEachStack((stack) => session.destroy(stack), true);
    expect(await emulator.leftovers()).toEqual([]);
  });

  test("the emulator refused nothing", async () => {
    expect((await emulator.statistics()).refusals).toEqual([]);
  });
});

test("every excuse for the emulator was needed", () => {
  expect(ledger.unused).toEqual([]);
});
