import { describe, expect, test } from "vitest";
import { unknown } from "../../src/terraform/unknown";
import { changeOf, checkOf, planOf } from "./plan-fixtures";

describe("Plan", () => {
  test.each([
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "delete"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["no-op"], "no-op"],
    [["read"], "read"],
    [["forget"], "forget"],
  ])("reads the actions %j as %s", (actions, action) => {
    const plan = planOf({ resource_changes: [changeOf("aws_vpc.main", {}, { actions })] });
    expect(plan.resources[0]?.action).toBe(action);
  });

  test("shows values that are known after the apply, also inside of blocks and lists", () => {
    const after = { name: "main", subnet_ids: ["a"], vpc_config: [{ public: true }] };
    const after_unknown = { arn: true, subnet_ids: [false, true], vpc_config: [{ id: true }], tags: {} };
    const plan = planOf({ resource_changes: [changeOf("aws_eks_cluster.main", after, { after_unknown })] });
    expect(plan.resources[0]?.after).toEqual({
      name: "main",
      arn: unknown,
      subnet_ids: ["a", unknown],
      vpc_config: [{ public: true, id: unknown }],
    });
  });

  test("holds data sources that were read while planning", () => {
    const zones = {
      address: "data.aws_availability_zones.all",
      mode: "data",
      type: "aws_availability_zones",
      name: "all",
    } as const;
    const resources = [{ ...zones, values: { names: ["a", "b"] } }];
    const plan = planOf({ prior_state: { values: { root_module: { resources } } } });
    expect(plan.resources).toMatchObject([{ ...zones, action: "read", after: { names: ["a", "b"] } }]);
  });

  test("counts managed resources by action and lists only real changes", () => {
    const resource_changes = [
      changeOf("aws_vpc.a", {}),
      changeOf("aws_vpc.b", {}, { actions: ["no-op"] }),
      changeOf("data.aws_ami.c", {}, { actions: ["read"], mode: "data" }),
    ];
    const plan = planOf({ resource_changes });
    expect(plan.counts).toMatchObject({ create: 1, "no-op": 1, read: 0 });
    expect(plan.changes.map(({ address }) => address)).toEqual(["aws_vpc.a"]);
  });

  test("reads outputs with their value, action and sensitivity", () => {
    const create = { actions: ["create"], before: null };
    const plan = planOf({
      output_changes: {
        arn: { ...create, after_unknown: true, after_sensitive: false },
        key: { ...create, after: { value: "s" }, after_unknown: false, after_sensitive: { value: true } },
        old: { actions: ["no-op"], before: 1, after: 1, after_unknown: false, after_sensitive: false },
      },
    });
    expect(plan.outputs).toEqual({
      arn: { action: "create", value: unknown, sensitive: false },
      key: { action: "create", value: { value: "s" }, sensitive: true },
      old: { action: "no-op", value: 1, sensitive: false },
    });
    expect(plan.outputChanges).toEqual(["arn", "key"]);
  });

  test("reads check blocks with their problems, and leaves out validations of variables", () => {
    const variable = { ...checkOf("x", "pass"), address: { kind: "var", name: "x", to_display: "var.x" } };
    const plan = planOf({ checks: [checkOf("capacity", "fail", "too few nodes"), variable, checkOf("arch", "pass")] });
    expect(plan.checks).toEqual([
      { name: "arch", status: "pass", problems: [] },
      { name: "capacity", status: "fail", problems: ["too few nodes"] },
    ]);
  });
});
