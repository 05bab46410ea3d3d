import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import type { AwsTarget } from "../identity/aws-target";
import { type PolicyDocument, serviceTrustPolicy } from "../identity/policy";
import { Role } from "../identity/role";

export interface FlowLogsProps {
  readonly vpcId: string;
  /** KMS key that CloudWatch Logs of this region may use. */
  readonly kmsKeyArn: string;
  /** Days that records are kept; 0 keeps them for ever. */
  readonly retentionDays: number;
  readonly target: AwsTarget;
  readonly environmentSuffix: string;
}

/**
 * Records of all traffic of a VPC, accepted and rejected, in an encrypted log group.
 *
 * Terraform makes the log group and the role may not, so records that arrive late never bring a deleted group back.
 */
export class FlowLogs extends Construct {
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: physicalName("/aws/vpc/flow-logs", props.environmentSuffix, "logGroup"),
      retentionInDays: props.retentionDays,
      kmsKeyId: props.kmsKeyArn,
    });
    const role = new Role(this, "role", {
      name: "vpc-flow-logs",
      environmentSuffix: props.environmentSuffix,
      description: "Delivers VPC flow logs to their log group",
      trust: flowLogsTrust(props.target),
      policies: { deliver: deliveryPolicy(logGroup.arn) },
    });
    new FlowLog(this, "vpc", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: physicalName("vpc", props.environmentSuffix) },
      dependsOn: role.permissions,
    });
    this.logGroupName = logGroup.name;
  }
}

/** The delivery service, on behalf of flow logs of this account and region alone (no confused deputy). */
export function flowLogsTrust({ partition, region, accountId }: AwsTarget): PolicyDocument {
  return serviceTrustPolicy(["vpc-flow-logs.amazonaws.com"], {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
  });
}

function deliveryPolicy(logGroupArn: string): PolicyDocument {
  return {
    statements: [
      {
        sid: "DeliverRecords",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
        resources: [logGroupArn, `${logGroupArn}:*`],
      },
    ],
  };
}
