import type { AwsTarget } from "../identity/aws-target";
import type { PolicyStatement } from "../identity/policy";

/**
 * Gives the account the key, so that IAM policies decide who administers and uses it.
 *
 * AWS recommends it: without it a key whose other principals are gone can be neither used nor deleted, and only AWS
 * support gets it back. No IAM principal gains anything by it alone.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountStatement(target: AwsTarget): PolicyStatement {
  return {
    sid: "AccountAdministersThroughIam",
    actions: ["kms:*"],
    resources: ["*"],
    principals: { AWS: `arn:${target.partition}:iam::${target.accountId}:root` },
  };
}

/**
 * Lets CloudWatch Logs encrypt the log groups of this account and region, and nothing else, with the key.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsStatements(target: AwsTarget): readonly PolicyStatement[] {
  const { partition, region, accountId, dnsSuffix } = target;
  return [
    {
      sid: "CloudWatchLogsEncryptsLogGroups",
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: ["*"],
      principals: { Service: `logs.${region}.${dnsSuffix}` },
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
  ];
}

/**
 * Lets EventBridge rules and CloudWatch alarms publish to encrypted SNS topics of this account and region.
 *
 * EventBridge sends no `aws:SourceAccount` or `aws:SourceArn` with its calls to KMS, and a condition on either would
 * silence every alert; the topic in the encryption context keeps other accounts' topics out instead.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function alertsStatements(target: AwsTarget): readonly PolicyStatement[] {
  const { partition, region, accountId } = target;
  const actions = ["kms:GenerateDataKey*", "kms:Decrypt"];
  const topics = { "kms:EncryptionContext:aws:sns:topicArn": `arn:${partition}:sns:${region}:${accountId}:*` };
  return [
    {
      sid: "EventBridgePublishesAlerts",
      actions,
      resources: ["*"],
      principals: { Service: "events.amazonaws.com" },
      conditions: { ArnLike: topics },
    },
    {
      sid: "CloudWatchAlarmsPublishAlerts",
      actions,
      resources: ["*"],
      principals: { Service: "cloudwatch.amazonaws.com" },
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*`, ...topics },
      },
    },
  ];
}

/**
 * No service of its own uses the key for secrets: EKS envelope encryption and Secrets Manager both act with the rights
 * of the caller and with grants that the caller makes, so IAM policies on the roles are all that opens it.
 * https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
export const secretsStatements: readonly PolicyStatement[] = [];
