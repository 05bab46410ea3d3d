import { S3BucketLoggingA as S3BucketLogging } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import type { AwsTarget } from "../identity/aws-target";
import type { PolicyStatement } from "../identity/policy";
import { PrivateBucket } from "./private-bucket";

export interface StateBucketProps {
  /** Physical name of the state bucket, 3–63 characters. */
  readonly bucketName: string;
  /** Physical name of the bucket for its access logs, 3–63 characters. */
  readonly accessLogBucketName: string;
  /** Key that encrypts states. */
  readonly kmsKeyArn: string;
  /** Days that old versions of a state are kept. */
  readonly noncurrentVersionDays: number;
  /** Days that access logs are kept. @default 365 */
  readonly accessLogDays?: number;
  /** Lets `destroy` delete states and logs that are still there. */
  readonly forceDestroy: boolean | IResolvable;
  readonly target: AwsTarget;
}

/** The bucket of all states, with a second bucket that records every access to it. */
export class StateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly accessLogBucketName: string;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { accessLogDays = 365 } = props;
    const state = new PrivateBucket(this, "state", {
      bucketName: props.bucketName,
      kmsKeyArn: props.kmsKeyArn,
      noncurrentVersionDays: props.noncurrentVersionDays,
      forceDestroy: props.forceDestroy,
    });
    const { partition, accountId } = props.target;
    // S3 delivers access logs only to buckets that it encrypts with its own keys.
    const logs = new PrivateBucket(this, "access-logs", {
      bucketName: props.accessLogBucketName,
      noncurrentVersionDays: 30,
      expirationDays: accessLogDays,
      forceDestroy: props.forceDestroy,
      statements: [
        deliveryStatement({
          logsArn: `arn:${partition}:s3:::${props.accessLogBucketName}`,
          sourceArn: state.arn,
          accountId,
        }),
      ],
    });
    new S3BucketLogging(this, "logging", {
      bucket: state.name,
      targetBucket: logs.name,
      targetPrefix: accessLogPrefix,
      // Without the grant S3 accepts the setting and drops the first records.
      dependsOn: [logs.grants],
    });
    this.name = state.name;
    this.arn = state.arn;
    this.accessLogBucketName = logs.name;
  }
}

const accessLogPrefix = "state/";

interface Delivery {
  readonly logsArn: string;
  readonly sourceArn: string;
  readonly accountId: string;
}

/** Lets S3 write the access logs of one bucket of this account, and nothing else, into the log bucket. */
export function deliveryStatement({ logsArn, sourceArn, accountId }: Delivery): PolicyStatement {
  return {
    sid: "S3DeliversAccessLogs",
    actions: ["s3:PutObject"],
    resources: [`${logsArn}/${accessLogPrefix}*`],
    principals: { Service: "logging.s3.amazonaws.com" },
    conditions: { ArnLike: { "aws:SourceArn": sourceArn }, StringEquals: { "aws:SourceAccount": accountId } },
  };
}
