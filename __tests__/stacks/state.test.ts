import { App, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import { StateStack } from "../../src/stacks/state";
import { loadTfvars } from "../config/settings-folder";
import { type Synthesized, synthesizedStack } from "../modules/eks/synthesized";

async function build(tfvars = ""): Promise<StateStack> {
  const { settings } = await loadTfvars(tfvars);
  return new StateStack(new App(), "state", { settings });
}

async function synth(tfvars = ""): Promise<Synthesized> {
  return synthesizedStack(await build(tfvars));
}

/** The stack's JSON as Terraform sees it in an account and a region. */
function inAccount(stack: StateStack) {
  const json = Testing.synth(stack)
    .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, "123456789012")
    .replace(/\$\{data\.aws_region\.\w+\.name\}/g, "ap-southeast-1");
  return JSON.parse(json);
}

const bucketNames = (stack: Synthesized) => stack.all("aws_s3_bucket").map(({ bucket }) => String(bucket));

test("default names of buckets bear environment, account and region, and fit the longest of each", async () => {
  const suffix = "a-long-suffix-16";
  const names = bucketNames(await synth(`environment_suffix = "${suffix}"`)).map((name) =>
    name.replace(/\$\{[^}]*account_id\}/, "123456789012").replace(/\$\{[^}]*aws_region[^}]*\}/, "ap-southeast-1"),
  );
  expect(names.sort()).toEqual([
    `state-logs-${suffix}-123456789012-ap-southeast-1`,
    `terraform-state-${suffix}-123456789012-ap-southeast-1`,
  ]);
  for (const name of names) expect(name.length).toBeLessThanOrEqual(63);
});

test("naming the bucket that the stack has made, its key and its table, replaces and changes nothing", async () => {
  const before = inAccount(await build('state_lock = "dynamodb"'));
  const after = inAccount(
    await build(`
      state_backend     = "s3"
      state_bucket      = "terraform-state-dev-123456789012-ap-southeast-1"
      state_kms_key_arn = "arn:aws:kms:ap-southeast-1:123456789012:key/00000000-0000-4000-8000-000000000000"
      state_lock        = "dynamodb"
      state_lock_table  = "terraform-locks-dev"
    `),
  );
  expect(Object.keys(before.resource)).toContain("aws_s3_bucket_logging");
  expect(after.resource).toEqual(before.resource);
  expect(after.data).toEqual(before.data);
  expect(after.output).toEqual(before.output);
});

test("a given bucket name is taken, however long", async () => {
  const name = "b".repeat(63);
  expect(bucketNames(await synth(`state_bucket = "${name}"`))).toContain(name);
});

test("there is a lock table only where Terraform locks with one", async () => {
  expect((await synth()).all("aws_dynamodb_table")).toEqual([]);
  expect((await synth('state_lock = "dynamodb"')).one("aws_dynamodb_table")).toMatchObject({
    name: "terraform-locks-dev",
    deletion_protection_enabled: "${var.state_deletion_protection}",
  });
});

test("buckets are emptied by destroy only where the settings say so", async () => {
  for (const { force_destroy } of (await synth()).all("aws_s3_bucket")) {
    expect(force_destroy).toBe("${var.force_destroy}");
  }
});

describe("with a state bucket that exists already", () => {
  const existing = 'state_bucket = "states-of-all"\nstate_bucket_managed = false';

  test("there is only a lock table, encrypted with the given key or else with DynamoDB's", async () => {
    const key = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-4000-8000-000000000000";
    const resources = async (tfvars: string) =>
      inAccount(await build(`${existing}\nstate_lock = "dynamodb"\n${tfvars}`)).resource;
    const [own, given] = [await resources(""), await resources(`state_kms_key_arn = "${key}"`)];
    expect(Object.keys(own)).toEqual(["aws_dynamodb_table"]);
    const encryptionOf = (resource: typeof own) =>
      Object.values<{ server_side_encryption: unknown }>(resource.aws_dynamodb_table).map(
        ({ server_side_encryption }) => server_side_encryption,
      );
    expect(encryptionOf(own)).toEqual([{ enabled: true }]);
    expect(encryptionOf(given)).toEqual([{ enabled: true, kms_key_arn: key }]);
  });

  test.each([
    ["", true],
    ['state_lock = "dynamodb"', true],
    [existing, false],
    [`${existing}\nstate_lock = "dynamodb"`, true],
  ])("with %j the stack is needed: %s", async (tfvars, needed) => {
    const { settings } = await loadTfvars(tfvars);
    expect(StateStack.isNeeded(settings)).toBe(needed);
  });

  test("fails when the stack is added though it would be empty", async () => {
    await expect(build(existing)).rejects.toThrow("stack state would be empty, got state_bucket_managed false");
  });
});
