import type { Construct } from "constructs";
import { physicalName } from "../config/naming";
import type { Settings } from "../config/settings-store";
import { KmsKey } from "../modules/encryption/kms-key";
import { AwsTargetData } from "../modules/identity/aws-target";
import { LockTable } from "../modules/state/lock-table";
import { StateBucket } from "../modules/state/state-bucket";
import { PlatformStack, type PlatformStackProps } from "./platform-stack";

/**
 * The bucket that holds the states of all stacks, its key and, for Terraform older than 1.10, the lock table.
 *
 * Its own state begins in a local file and may then move into the bucket like the others. A bucket that exists already
 * is left alone, with its key.
 */
export class StateStack extends PlatformStack {
  /** Whether there is anything to make: an app leaves the stack out otherwise. */
  static isNeeded({ state_bucket_managed, state_lock }: Settings): boolean {
    return state_bucket_managed || state_lock === "dynamodb";
  }

  /** @throws Error if the stack would be empty */
  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id, props);
    const { state_bucket_managed, state_lock, state_kms_key_arn } = this.settings;
    if (!StateStack.isNeeded(this.settings)) {
      throw new Error(`stack ${id} would be empty, got state_bucket_managed ${state_bucket_managed}: leave it out`);
    }
    const keyArn = state_bucket_managed ? this.addBucket() : (state_kms_key_arn ?? undefined);
    if (state_lock === "dynamodb") this.addLockTable(keyArn);
  }

  /** @returns ARN of the key that encrypts the bucket */
  private addBucket(): string {
    const target = new AwsTargetData(this, "target");
    const key = this.addKey(target);
    const bucket = new StateBucket(this, "bucket", {
      ...this.bucketNames(target),
      kmsKeyArn: key.arn,
      noncurrentVersionDays: this.variables.state_noncurrent_version_days,
      forceDestroy: this.variables.force_destroy,
      target,
    });
    this.publish("state_bucket", bucket.name, "Bucket of the states: set state_bucket to it.");
    this.publish("state_kms_key_arn", key.arn, "Key that encrypts the states: set state_kms_key_arn to it.");
    this.publish("state_access_log_bucket", bucket.accessLogBucketName, "Bucket of the state bucket's access logs.");
    return key.arn;
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

  /**
   * Names of buckets are unique among all accounts of a partition, so a default name bears account and region.
   *
   * The log bucket never follows `state_bucket`: whoever names the bucket that this stack made must not replace the other.
   */
  private bucketNames({ accountId, region }: AwsTargetData) {
    const { state_bucket, environment_suffix } = this.settings;
    const name = (resource: string): string => `${physicalName(resource, environment_suffix)}-${accountId}-${region}`;
    return { bucketName: state_bucket ?? name("terraform-state"), accessLogBucketName: name("state-logs") };
  }

  private addLockTable(kmsKeyArn: string | undefined): void {
    const table = new LockTable(this, "locks", {
      tableName: this.settings.state_lock_table,
      kmsKeyArn,
      deletionProtection: this.variables.state_deletion_protection,
    });
    this.publish("state_lock_table", table.name, "Table in which Terraform locks the states.");
  }
}
