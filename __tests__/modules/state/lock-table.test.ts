import { expect, test } from "vitest";
import { LockTable } from "../../../src/modules/state/lock-table";
import { synthesized } from "../eks/synthesized";

test("the lock table has the key that Terraform asks for and is encrypted, recoverable and protected", () => {
  const stack = synthesized(
    (scope) => new LockTable(scope, "locks", { tableName: "locks", kmsKeyArn: "arn:key", deletionProtection: true }),
  );
  expect(stack.one("aws_dynamodb_table")).toMatchObject({
    name: "locks",
    hash_key: "LockID",
    attribute: [{ name: "LockID", type: "S" }],
    billing_mode: "PAY_PER_REQUEST",
    server_side_encryption: { enabled: true, kms_key_arn: "arn:key" },
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
  });
});
