import { App } from "cdktf";
import { expect, test } from "vitest";
import { StateStack } from "../../src/stacks/state";
import { loadTfvars } from "../config/settings-folder";
import { type Synthesized, synthesizedStack } from "../modules/eks/synthesized";

async function synth(tfvars = ""): Promise<Synthesized> {
  const { settings } = await loadTfvars(tfvars);
  return synthesizedStack(new StateStack(new App(), "state", { settings }));
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

test("a given bucket name is taken, and the log bucket is named after it within the limit", async () => {
  const name = "b".repeat(63);
  const names = bucketNames(await synth(`state_bucket = "${name}"`));
  expect(names).toContain(name);
  expect(names.filter((other) => other !== name)).toEqual([expect.stringMatching(/^b+-[0-9a-f]{8}-logs$/)]);
  for (const bucket of names) expect(bucket.length).toBeLessThanOrEqual(63);
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
