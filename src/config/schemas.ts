import { z } from "zod";

/**
 * The value types of settings. Each check here must be expressible in JSON Schema, because the `validation` of the
 * Terraform variable is generated from it; what is not (overlaps, order of sizes) is a rule in `rules/`.
 */

/** Text with a pattern, and the words for it in errors and in Terraform's `validation`. */
export const described = (pattern: RegExp, description: string) => z.string().regex(pattern).meta({ description });

export const flag = z.boolean();
export const text = z.string().min(1).meta({ description: "text" });
export const count = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);
export const optional = <S extends z.ZodType>(schema: S) => schema.nullable();

/** An IPv4 network, such as `10.0.0.0/16`. */
export const cidr = z.cidrv4();

/** An AWS region code, such as `eu-central-1` or `us-gov-west-1`. */
export const region = described(/^[a-z]{2,3}(-[a-z]+)+-[0-9]+$/, "an AWS region code such as eu-central-1");

/** The twelve digits of an AWS account. */
export const accountId = described(/^[0-9]{12}$/, "the 12 digits of an AWS account");

/** An ARN of one AWS service, in any partition. */
export const arn = (service: string) =>
  described(new RegExp(`^arn:aws[a-z-]*:${service}:.+$`), `an ARN of the service ${service}`);

/** An EC2 instance type, such as `m7g.xlarge`. */
export const instanceType = described(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an EC2 instance type such as m7g.xlarge");

/** A version of an EKS add-on, such as `v1.20.4-eksbuild.2`. */
export const addonVersion = described(
  /^v[0-9]+\.[0-9]+\.[0-9]+-eksbuild\.[0-9]+$/,
  "an add-on version such as v1.20.4-eksbuild.2",
);

/** CloudWatch Logs accepts these retention periods alone, in days; 0 keeps events for ever. */
export const logRetentionDays = z.literal([
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);
