import type { Construct } from "constructs";
import { physicalName } from "../config/naming";
import { KmsKey } from "../modules/encryption/kms-key";
import { AwsTargetData } from "../modules/identity/aws-target";
import { LockTable } from "../modules/state/lock-table";
import { StateBucket } from "../modules/state/state-bucket";
import { PlatformStack, type PlatformStackProps } from "./platform-stack";

/**
 * The bucket that holds the states of all stacks, its key and, for Terraform older than 1.10, the lock table.
 *
 * Its own state begins in a local file and may then move into the bucket like the others.
 */
export class StateStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id, props);
    const target = new AwsTargetData(this, "target");
    const key = this.addKey(target);
    const bucket = this.addBucket(target, key);
    this.publish("state_bucket", bucket.name, "Bucket of the states: set state_bucket to it.");
    this.publish("state_kms_key_arn", key.arn, "Key that encrypts the states: set state_kms_key_arn to it.");
    this.publish("state_access_log_bucket", bucket.accessLogBucketName, "Bucket of the state bucket's access logs.");
    if (this.settings.state_lock === "dynamodb") {
      const table = this.addLockTable(key);
      this.publish("state_lock_table", table.name, "Table in which Terraform locks the states.");
    }
  }

  private addKey(target: AwsTargetData): KmsKey {
    return new KmsKey(this, "key", {
      name: "terraform-state",
      environmentSuffix: this.settings.environment_suffix,
      description: "Terraform states",
      deletionWindowDays: this.variables.kms_deletion_window_days,
      target,
    });
  }

  private addBucket(target: AwsTargetData, key: KmsKey): StateBucket {
    return new StateBucket(this, "bucket", {
      ...this.bucketNames(target),
      kmsKeyArn: key.arn,
      noncurrentVersionDays: this.variables.state_noncurrent_version_days,
      forceDestroy: this.variables.force_destroy,
      target,
    });
  }

  /** Names of buckets are unique among all accounts of a partition, so a default name bears account and region. */
  private bucketNames({ accountId, region }: AwsTargetData) {
    const { state_bucket, environment_suffix } = this.settings;
    if (state_bucket !== null) {
      return { bucketName: state_bucket, accessLogBucketName: physicalName(state_bucket, "logs", "bucket") };
    }
    const name = (resource: string): string => `${physicalName(resource, environment_suffix)}-${accountId}-${region}`;
    return { bucketName: name("terraform-state"), accessLogBucketName: name("state-logs") };
  }

  private addLockTable(key: KmsKey): LockTable {
    return new LockTable(this, "locks", {
      tableName: this.settings.state_lock_table,
      kmsKeyArn: key.arn,
      deletionProtection: this.variables.state_deletion_protection,
    });
  }
}
