import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Progress } from "../../src/emulator/session";
import {
  type Emulator,
  openSession,
  planStack,
  type Session,
  startEmulator,
  synthStacks,
  TerraformError,
  unexcusedChanges,
  unknown,
} from "../../src/testing";
import { exampleApp } from "./example-app";

const minutes = 60_000;
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
}, 5 * minutes);
afterAll(() => emulator?.stop());

describe("a session", () => {
  let session: Session;
  const progress: Progress[] = [];

  beforeAll(async () => {
    const folder = synthStacks(exampleApp());
    session = await openSession({ emulator, folder, onProgress: (it) => void progress.push(it) });
  });
  afterAll(() => session?.close());

  test(
    "plans, applies, plans without changes and destroys linked stacks, and leaves nothing",
    async () => {
      expect(session.stacks.map(({ name }) => name)).toEqual(["logs", "reader"]);

      const first = await session.plan("logs");
      expect(first).toHavePlanned(CloudwatchLogGroup, { name: "/platform/example", arn: unknown } as never);
      expect(first).toHavePlanned(
        CloudwatchLogGroup,
        { retentionInDays: 7, tagsAll: { team: "platform" } },
        { times: 1 },
      );
      expect(first).toHavePassedCheck("retention_is_long");
      expect(first.outputs.log_group).toMatchObject({ action: "create", value: unknown });

      const reader = await session.plan("reader", { upstream: true });
      expect(session.isApplied("logs")).toBe(true);
      expect(reader).toHavePlanned(SsmParameter, { value: "/platform/example" });
      expect(reader).toHavePlanned(SsmParameter, { name: "/platform/123456789012", value: "example-app.ts" });
      expect(reader).toHavePlanned(DataAwsCallerIdentity, {}, { action: "read" });
      await session.apply("reader");

      await session.forEachStack(async (stack) => {
        expect(unexcusedChanges(await session.plan(stack))).toEqual([]);
      });
      expect(await emulator.leftovers()).toHaveLength(3);

      await session.forEachStack((stack) => session.destroy(stack), true);
      expect(await emulator.leftovers()).toEqual([]);
      expect((await emulator.statistics()).checked).toBeGreaterThan(0);

      const last = (stack: string, phase: string) =>
        progress.findLast((it) => it.stack === stack && it.phase === phase);
      expect(last("reader", "apply")).toMatchObject({ done: 2, total: 2 });
      expect(last("logs", "destroy")).toMatchObject({ done: 1, total: 1 });
    },
    5 * minutes,
  );
});

describe("planStack", () => {
  test(
    "takes variables, and the plan tells the failed check",
    async () => {
      const plan = await planStack(exampleApp(), "logs", { emulator, variables: { retention_days: 3 } });
      expect(plan).toHaveFailedCheck("retention_is_long", "3 days is less than a week");
      expect(plan).toHavePlanned(CloudwatchLogGroup, { retentionInDays: 3 });
    },
    2 * minutes,
  );

  test(
    "fails with what Terraform says about it",
    async () => {
      const plan = planStack(exampleApp(), "logs", { emulator, variables: { retention_days: 8 } });
      const error = await plan.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TerraformError);
      expect((error as Error).message).toMatch(/retention_in_days/);
    },
    2 * minutes,
  );

  test(
    "uses the role of the provider and its account",
    async () => {
      const assumeRole = [{ roleArn: "arn:aws:iam::111122223333:role/deploy" }];
      const folder = synthStacks(exampleApp({ provider: { assumeRole, allowedAccountIds: ["111122223333"] } }));
      const before = readFileSync(join(folder, "stacks/logs/cdk.tf.json"), "utf8");
      const session = await openSession({ emulator, folder });
      await session.apply("logs");
      const group = { service: "logs", account: "111122223333", region: "eu-west-1" };
      expect(await emulator.leftovers()).toContainEqual(expect.objectContaining(group));
      await session.destroy("logs");
      session.close();
      expect(readFileSync(join(folder, "stacks/logs/cdk.tf.json"), "utf8")).toBe(before);
    },
    2 * minutes,
  );
});
