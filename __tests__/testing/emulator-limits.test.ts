import { describe, expect, test } from "vitest";
import { type EmulatorLimit, formatChanges, LimitLedger, unexcusedChanges } from "../../src/emulator/limits";
import { changeOf, planOf } from "./plan-fixtures";

const tags: EmulatorLimit = { resourceType: "aws_backup_vault", attribute: "tags", reason: "not kept" };
const update: EmulatorLimit = { resourceType: "aws_guardduty_filter", action: "update", reason: "not implemented" };

const vault = (after: object, after_unknown = {}) =>
  changeOf("aws_backup_vault.main", after, {
    actions: ["update"],
    before: { name: "a", tags: { x: "1" } },
    after_unknown,
  });

describe("unexcusedChanges", () => {
  test("is empty for a plan that changes nothing", () => {
    const resource_changes = [changeOf("aws_vpc.a", {}, { actions: ["no-op"], before: {} })];
    expect(unexcusedChanges(planOf({ resource_changes }))).toEqual([]);
  });

  test("names the attributes that would change, also those that would be known later", () => {
    const plan = planOf({ resource_changes: [vault({ name: "b", tags: { x: "1" } }, { arn: true })] });
    expect(unexcusedChanges(plan, new LimitLedger([]))).toEqual([
      {
        address: "aws_backup_vault.main",
        action: "update",
        attributes: [
          { path: "name", before: '"a"', after: '"b"' },
          { path: "arn", before: "not set", after: "(known after apply)" },
        ],
      },
    ]);
  });

  test("excuses an attribute with all below it, and nothing else of the resource", () => {
    const ledger = new LimitLedger([tags]);
    expect(unexcusedChanges(planOf({ resource_changes: [vault({ name: "a", tags: { x: "2" } })] }), ledger)).toEqual(
      [],
    );
    const both = planOf({ resource_changes: [vault({ name: "b", tags: { x: "2" } })] });
    expect(unexcusedChanges(both, ledger)).toMatchObject([{ attributes: [{ path: "name" }] }]);
  });

  test("excuses a whole action, but no other one", () => {
    const change = (actions: string[]) =>
      changeOf("aws_guardduty_filter.a", { rank: 2 }, { actions, before: { rank: 1 } });
    const ledger = new LimitLedger([update]);
    expect(unexcusedChanges(planOf({ resource_changes: [change(["update"])] }), ledger)).toEqual([]);
    expect(unexcusedChanges(planOf({ resource_changes: [change(["delete", "create"])] }), ledger)).toHaveLength(1);
  });

  test("reads well, and shows no sensitive value", () => {
    const change = changeOf(
      "aws_ssm_parameter.a",
      { tier: "Standard", value: "new" },
      { actions: ["update"], before: { value: "old" } },
    );
    const secret = { ...change, change: { ...change.change, after_sensitive: { value: true } } };
    expect(formatChanges(unexcusedChanges(planOf({ resource_changes: [secret] })))).toBe(
      'aws_ssm_parameter.a: update\n  value: (sensitive) → (sensitive)\n  tier: not set → "Standard"',
    );
  });

  test("counts a changed output as a change", () => {
    const output_changes = { endpoint: { actions: ["update"], before: "a", after: "b" } };
    expect(unexcusedChanges(planOf({ output_changes }))).toEqual([
      { address: "output.endpoint", action: "update", attributes: [] },
    ]);
  });

  test("leaves a row that was never needed in the ledger", () => {
    const ledger = new LimitLedger([tags, update]);
    unexcusedChanges(planOf({ resource_changes: [vault({ name: "a", tags: {} })] }), ledger);
    expect(ledger.unused).toEqual([update]);
  });
});
