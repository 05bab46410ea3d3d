import type { AwsTarget } from "../aws-target";
import type { PolicyDocument } from "../policy";

/**
 * What an instance needs for sessions through Systems Manager, and no more.
 *
 * AWS's own AmazonSSMManagedInstanceCore also reads every parameter of the account, and runs documents and inventories.
 * The channels know no resources in IAM, hence `*`; an instance's report about itself does. `ec2messages` carries Run
 * Command of old agents, not sessions.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function sessionManagerPolicy(target: Pick<AwsTarget, "partition" | "region" | "accountId">): PolicyDocument {
  return {
    statements: [
      {
        sid: "OpenSessionChannels",
        actions: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        resources: ["*"],
      },
      {
        sid: "ReportInstance",
        actions: ["ssm:UpdateInstanceInformation"],
        resources: [`arn:${target.partition}:ec2:${target.region}:${target.accountId}:instance/*`],
      },
    ],
  };
}
