import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA as S3BucketEncryption } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA as S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type PolicyStatement, policyJson } from "../identity/policy";

export interface PrivateBucketProps {
  /** Physical name, 3–63 characters, unique in the partition. */
  readonly bucketName: string;
  /** Key that encrypts objects. @default - S3's own keys (SSE-S3) */
  readonly kmsKeyArn?: string;
  /** Days that overwritten and deleted versions are kept. */
  readonly noncurrentVersionDays: number;
  /** Days that current versions are kept. @default - for ever */
  readonly expirationDays?: number;
  /** Lets `destroy` delete objects that are still there. */
  readonly forceDestroy: boolean | IResolvable;
  /** Who may do what, beside the account's own IAM principals. @default - nobody */
  readonly statements?: readonly PolicyStatement[];
}

/** A versioned, encrypted bucket that nobody reaches from outside the account or without TLS 1.2. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What a service must depend on that `statements` let write. */
  readonly grants: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { bucket, arn } = new S3Bucket(this, "bucket", {
      bucket: props.bucketName,
      forceDestroy: props.forceDestroy,
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
      // S3 refuses changes of ownership and of policy at the same time.
      dependsOn: [publicAccess],
    });
    new S3BucketEncryption(this, "encryption", { bucket, rule: [encryptionRule(props.kmsKeyArn)] });
    const versioning = new S3BucketVersioning(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: lifecycleRules(props),
      dependsOn: [versioning],
    });
    this.grants = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyJson({ statements: [...tlsOnlyStatements(arn), ...(props.statements ?? [])] }),
      dependsOn: [publicAccess],
    });
    this.name = bucket;
    this.arn = arn;
  }
}

/** Denies every request without TLS, and with a TLS older than 1.2. */
export function tlsOnlyStatements(bucketArn: string): readonly PolicyStatement[] {
  const everything = {
    effect: "Deny",
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
    principals: "*",
  } as const;
  return [
    { sid: "DenyPlainHttp", ...everything, conditions: { Bool: { "aws:SecureTransport": "false" } } },
    { sid: "DenyOldTls", ...everything, conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

function encryptionRule(kmsKeyArn: string | undefined) {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        // One call to KMS a bucket and while instead of one an object.
        bucketKeyEnabled: true,
      };
}

function lifecycleRules(props: PrivateBucketProps): S3BucketLifecycleConfigurationRule[] {
  const everything = { status: "Enabled", filter: [{ prefix: "" }] };
  const expiration = props.expirationDays;
  return [
    {
      ...everything,
      id: "old-versions",
      noncurrentVersionExpiration: [{ noncurrentDays: props.noncurrentVersionDays }],
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
    { ...everything, id: "broken-uploads", abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] },
    ...(expiration === undefined ? [] : [{ ...everything, id: "expiry", expiration: [{ days: expiration }] }]),
  ];
}
