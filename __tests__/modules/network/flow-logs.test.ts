import { TerraformVariable } from "cdktf";
import { expect, test } from "vitest";
import { FlowLogs, flowLogsTrust } from "../../../src/modules/network/flow-logs";
import { synthesized } from "../eks/synthesized";
import { target } from "./target";

const stack = synthesized((scope) => {
  const days = new TerraformVariable(scope, "days", { default: 30 });
  new FlowLogs(scope, "flow-logs", {
    vpcId: "vpc-1",
    kmsKeyArn: "arn:key",
    retentionDays: days.numberValue,
    target,
    environmentSuffix: "prod",
  });
});

test("all traffic goes to an encrypted log group that Terraform made", () => {
  expect(stack.one("aws_flow_log")).toMatchObject({
    vpc_id: "vpc-1",
    traffic_type: "ALL",
    log_destination: expect.stringContaining("aws_cloudwatch_log_group."),
    depends_on: stack.addresses("aws_iam_role_policy"),
  });
  expect(stack.one("aws_cloudwatch_log_group")).toMatchObject({
    name: "/aws/vpc/flow-logs-prod",
    kms_key_id: "arn:key",
    retention_in_days: "${var.days}",
  });
});

test("only flow logs of this account and region may use the role", () => {
  expect(flowLogsTrust(target).statements).toEqual([
    {
      sid: "AssumeRole",
      actions: ["sts:AssumeRole"],
      principals: { Service: ["vpc-flow-logs.amazonaws.com"] },
      conditions: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws-cn:ec2:cn-north-1:123456789012:vpc-flow-log/*" },
      },
    },
  ]);
});

test("the role writes to its log group alone and cannot bring it back", () => {
  const policy = String(stack.one("aws_iam_role_policy").policy);
  expect(policy).toContain("logs:PutLogEvents");
  expect(policy).not.toContain("logs:CreateLogGroup");
  expect(policy).not.toContain('["*"]');
});
