import { expect, test } from "vitest";
import { alertsStatements, logsStatements, secretsStatements } from "../../../src/modules/encryption/key-policies";
import { KmsKey } from "../../../src/modules/encryption/kms-key";
import { synthesized } from "../eks/synthesized";
import { target } from "../network/target";

const key = {
  name: "logs",
  environmentSuffix: "prod",
  description: "Log groups",
  deletionWindowDays: 30,
  target,
};

test("a key is rotated, waits before it is deleted and has an alias", () => {
  const stack = synthesized((scope) => new KmsKey(scope, "key", key));
  expect(stack.one("aws_kms_key")).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  expect(stack.one("aws_kms_alias")).toMatchObject({ name: "alias/logs-prod" });
});

test("the account administers every key, so that none is ever out of reach", () => {
  const stack = synthesized((scope) => new KmsKey(scope, "key", key));
  expect(stack.one("aws_kms_key").policy).toMatchInlineSnapshot(
    `"\${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Sid" = "AccountAdministersThroughIam", "Effect" = "Allow", "Principal" = {"AWS" = "arn:aws-cn:iam::123456789012:root"}, "Action" = ["kms:*"], "Resource" = ["*"]}]})}"`,
  );
});

test("CloudWatch Logs of this region uses the key for log groups of this account alone", () => {
  expect(logsStatements(target)).toEqual([
    expect.objectContaining({
      principals: { Service: "logs.cn-north-1.amazonaws.com.cn" },
      conditions: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws-cn:logs:cn-north-1:123456789012:log-group:*" },
      },
    }),
  ]);
});

test("services publish alerts to topics of this account alone, and may do no more than encrypt them", () => {
  const topics = { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws-cn:sns:cn-north-1:123456789012:*" };
  const statements = alertsStatements(target);
  expect(statements.map(({ principals }) => principals)).toEqual([
    { Service: "events.amazonaws.com" },
    { Service: "cloudwatch.amazonaws.com" },
  ]);
  for (const { actions, conditions } of statements) {
    expect(actions).toEqual(["kms:GenerateDataKey*", "kms:Decrypt"]);
    expect(conditions?.ArnLike).toMatchObject(topics);
  }
});

test("EventBridge is held to no condition on its source, which it never sends to KMS", () => {
  const [events] = alertsStatements(target);
  expect(JSON.stringify(events)).not.toContain("aws:Source");
});

test("no service principal opens the key for secrets", () => {
  expect(secretsStatements).toEqual([]);
});
