import { TerraformVariable } from "cdktf";
import { describe, expect, test } from "vitest";
import { tlsOnlyStatements } from "../../../src/modules/state/private-bucket";
import { deliveryStatement, StateBucket } from "../../../src/modules/state/state-bucket";
import { type Attributes, synthesized } from "../eks/synthesized";
import { target } from "../network/target";

const stack = synthesized((scope) => {
  const days = new TerraformVariable(scope, "days", { default: 90 });
  const force = new TerraformVariable(scope, "force", { default: false });
  new StateBucket(scope, "bucket", {
    bucketName: "terraform-state-prod",
    accessLogBucketName: "state-logs-prod",
    kmsKeyArn: "arn:key",
    noncurrentVersionDays: days.numberValue,
    forceDestroy: force.booleanValue,
    target,
  });
});

/** The resource of a type that belongs to the state bucket or to the log bucket. */
function of(bucket: "state" | "access-logs", type: string): Attributes {
  const found = stack.all(type).find((resource) => String(resource.bucket).includes(`bucket_${bucket}_bucket`));
  if (found === undefined) throw new Error(`expected a ${type} of ${bucket}, got none`);
  return found;
}

describe.each(["state", "access-logs"] as const)("the bucket for %s", (bucket) => {
  test("is closed to the public in all four ways", () => {
    expect(of(bucket, "aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("knows no ACL and keeps versions for a time", () => {
    expect(of(bucket, "aws_s3_bucket_ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
    expect(of(bucket, "aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    expect(of(bucket, "aws_s3_bucket_lifecycle_configuration").rule).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: expect.anything() }] }),
        expect.objectContaining({ abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }),
      ]),
    );
  });

  test("refuses requests without TLS", () => {
    expect(of(bucket, "aws_s3_bucket_policy").policy).toContain('"aws:SecureTransport" = "false"');
  });
});

test("states are encrypted with their own key, access logs with S3's, as log delivery demands", () => {
  expect(of("state", "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
    {
      apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: "arn:key" },
      bucket_key_enabled: true,
    },
  ]);
  expect(of("access-logs", "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
    { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
  ]);
});

test("states are kept for ever, access logs for a year", () => {
  const expiry = { expiration: [{ days: 365 }] };
  const rulesOf = (bucket: "state" | "access-logs") => of(bucket, "aws_s3_bucket_lifecycle_configuration").rule;
  expect(rulesOf("access-logs")).toContainEqual(expect.objectContaining(expiry));
  expect(rulesOf("state")).not.toContainEqual(expect.objectContaining(expiry));
});

test("accesses are recorded once S3 may deliver the records", () => {
  const logging = stack.one("aws_s3_bucket_logging");
  const grant = stack.addresses("aws_s3_bucket_policy").filter((address) => address.includes("access-logs"));
  expect(logging).toMatchObject({ target_prefix: "state/", depends_on: grant });
});

test("S3 delivers records of the state bucket of this account alone, and nowhere else", () => {
  const statement = deliveryStatement({ logsArn: "arn:logs", sourceArn: "arn:state", accountId: "123456789012" });
  expect(statement).toMatchObject({
    actions: ["s3:PutObject"],
    resources: ["arn:logs/state/*"],
    conditions: { ArnLike: { "aws:SourceArn": "arn:state" }, StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
});

test("the TLS rule covers the bucket and all that is in it, for everyone", () => {
  for (const statement of tlsOnlyStatements("arn:bucket")) {
    expect(statement).toMatchObject({
      effect: "Deny",
      actions: ["s3:*"],
      principals: "*",
      resources: ["arn:bucket", "arn:bucket/*"],
    });
  }
});
