import { z } from "zod";
import { arn, count, described, flag, optional, region, text } from "../schemas";
import { structural, tunable } from "../setting";

const bucketName = described(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket");

export const state = {
  state_backend: structural(z.enum(["local", "s3", "cloud"]), {
    default: "local",
    description:
      "Where Terraform keeps state: `local` files, an `s3` bucket (the `state` stack makes it) or `cloud` (HCP Terraform or a compatible service).",
  }),
  state_bucket: structural(optional(bucketName), {
    default: null,
    description: 'Name of the state bucket; needed with `state_backend = "s3"`.',
    defaultText:
      "`terraform-state-<environment_suffix>-<account>-<region>` for the bucket that the `state` stack makes",
    example: "terraform-state-prod-123456789012-eu-central-1",
  }),
  state_bucket_managed: structural(flag, {
    default: true,
    description:
      "Whether the `state` stack makes the state bucket; false where `state_bucket` exists already or another environment makes it.",
  }),
  state_region: structural(optional(region), {
    default: null,
    description: "AWS region of the state bucket, where it is not that of the platform.",
    defaultText: "`aws_region`",
  }),
  state_key_prefix: structural(described(/^[\w./-]+$/, "a path of letters, digits, dots, hyphens and slashes"), {
    default: "eks-platform",
    description: "First part of each state's key in the bucket: `<prefix>/<environment_suffix>/<stack>.tfstate`.",
  }),
  state_kms_key_arn: structural(optional(arn("kms")), {
    default: null,
    description: "KMS key that encrypts state objects in S3.",
    defaultText: "the bucket's default key",
  }),
  state_lock: structural(z.enum(["lockfile", "dynamodb"]), {
    default: "lockfile",
    description:
      "How S3 state is locked: `lockfile` (an object beside the state; raises `required_version` to 1.10) or `dynamodb` (deprecated by Terraform, for older versions).",
  }),
  state_lock_table: structural(optional(described(/^[\w.-]{3,255}$/, "the name of a DynamoDB table")), {
    default: null,
    description: 'Name of the DynamoDB lock table, used with `state_lock = "dynamodb"`.',
    defaultText: "`terraform-locks-<environment_suffix>`",
  }),
  state_noncurrent_version_days: tunable(count(1, 3650), {
    default: 90,
    description: "Days that old versions of a state are kept.",
  }),
  state_deletion_protection: tunable(flag, {
    default: true,
    description: "Protects the lock table from deletion; set to false and apply before `destroy`.",
  }),
  cloud_hostname: structural(described(/^[a-z0-9.-]+$/, "a host name"), {
    default: "app.terraform.io",
    description: 'Host of HCP Terraform or a compatible service, used with `state_backend = "cloud"`.',
  }),
  cloud_organization: structural(optional(text), {
    default: null,
    description: 'Organization on `cloud_hostname`; needed with `state_backend = "cloud"`.',
    defaultText: "none",
    example: "my-organization",
  }),
  cloud_workspace_prefix: structural(described(/^[\w-]*$/, "letters, digits, hyphens and underscores"), {
    default: "eks-platform",
    description: "Beginning of each workspace's name: `<prefix>-<environment_suffix>-<stack>`.",
  }),
};
