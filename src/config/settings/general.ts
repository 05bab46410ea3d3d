import { z } from "zod";
import { accountId, described, flag, optional, region, text } from "../schemas";
import { structural, tunable } from "../setting";

export const general = {
  sizing_profile: structural(z.enum(["light", "standard", "custom"]), {
    default: "custom",
    description:
      "Table of sizes that lies under all other sources: `light` (about $1000 a month), `standard` (about 100 concurrent users, about $4500 a month) or `custom` (the defaults of this page).",
  }),
  environment_suffix: structural(
    described(/^[a-z][a-z0-9-]{0,14}[a-z0-9]$/, "2–16 lower-case letters, digits and hyphens, a letter first"),
    {
      default: "dev",
      description:
        "Ends every physical name (`<resource>-<environment_suffix>`) and tells the states of several environments apart: 2–16 lower-case letters, digits and hyphens.",
      example: "prod",
    },
  ),
  aws_region: tunable(region, {
    default: "ap-southeast-1",
    description: "AWS region of the platform.",
  }),
  aws_account_id: structural(optional(accountId), {
    default: null,
    description: "The only AWS account that may be planned and applied to; the provider refuses any other.",
    defaultText: "the account of the credentials",
    example: "123456789012",
  }),
  aws_role_name: structural(optional(described(/^[\w+=,.@/-]{1,64}$/, "the name of an IAM role (no ARN)")), {
    default: null,
    description: "IAM role that the provider assumes in `aws_account_id`, for cross-account deploys.",
    defaultText: "the credentials as they are",
    example: "PlatformDeployer",
  }),
  aws_role_external_id: tunable(optional(text), {
    default: null,
    sensitive: true,
    description: "External id that the trust policy of `aws_role_name` asks for.",
    defaultText: "none",
  }),
  purpose: tunable(text, {
    default: "eks-platform",
    description: "Value of the tag `Purpose` on every resource.",
  }),
  tags: tunable(z.record(z.string(), z.string()), {
    default: {},
    description: "Further tags on every resource, besides `Environment`, `ManagedBy` and `Purpose`.",
    example: { CostCenter: "1234" },
  }),
  force_destroy: tunable(flag, {
    default: false,
    description:
      "Lets `destroy` empty buckets and repositories that still hold objects. For short-lived environments only.",
  }),
};
