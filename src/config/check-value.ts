import type { z } from "zod";
import { findKubernetesVersion } from "./kubernetes-versions";
import type { Problem } from "./settings-error";
import { ruleText, type Shape, shapeOf } from "./shape";

/** A value as a source gave it, and what it is held to. */
export interface Candidate {
  /** The name it was written under: a setting or an alias of one. */
  readonly name: string;
  readonly setting: string;
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly origin: string;
  readonly file: boolean;
  readonly sensitive?: boolean;
  /** Why the limits are what they are. */
  readonly because?: string;
}

export type Checked = { readonly value: unknown } | { readonly problem: Problem };

/** Holds a value to its schema after Terraform's own conversions; a secret in a file is a problem whatever its value. */
export function checkValue(candidate: Candidate): Checked {
  const { name, setting, schema, value, origin, file, sensitive = false, because } = candidate;
  const where = `(${origin}${name === setting ? "" : `, as ${name}`})`;
  const problem = (message: string): Checked => ({ problem: { subject: setting, message } });
  if (file && sensitive) {
    return problem(`${setting} is a secret and must not stand in a file ${where}; set TF_VAR_${setting} instead`);
  }
  if (!sensitive && looksSecret(value)) {
    return problem(
      `${setting} holds what looks like a secret key ${where}; keep secrets in Secrets Manager and give their ARN`,
    );
  }
  const shape = shapeOf(schema);
  const result = schema.safeParse(converted(value, shape));
  if (result.success) return { value: result.data };
  const reasons = [because, endOfLife(setting, value)].filter((reason) => reason !== undefined);
  const received = sensitive ? "another value" : shown(value);
  return problem([`${setting} must be ${ruleText(shape.value)}, got ${received} ${where}`, ...reasons].join("; "));
}

/** A value as an error shows it: text as it stands, everything else as JSON. */
export function shown(value: unknown): string {
  return typeof value === "string" ? value || '""' : JSON.stringify(value);
}

/** Terraform's own conversions: a number or flag written as text, and the reverse. */
function converted(value: unknown, { value: shape }: Shape): unknown {
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item) => converted(item, { value: shape.item, nullable: false }));
  }
  if (shape.kind === "map" && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const items = Object.entries(value).map(([key, item]) => [
      key,
      converted(item, { value: shape.item, nullable: false }),
    ]);
    return Object.fromEntries(items);
  }
  if (shape.kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (shape.kind === "number" && typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) {
    return Number(value);
  }
  if (shape.kind === "bool" && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** Credentials that are recognizable by their form: AWS access keys, private keys, tokens of GitHub and Slack. */
function looksSecret(value: unknown): boolean {
  return /\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_\w{30,}|\bxox[abprs]-[\w-]{10,}/.test(
    JSON.stringify(value) ?? "",
  );
}

/** What the rule alone does not say of a Kubernetes version. */
function endOfLife(setting: string, value: unknown): string | undefined {
  const end = setting === "cluster_version" ? findKubernetesVersion(String(value))?.endOfExtendedSupport : undefined;
  return end === undefined ? undefined : `EKS ended ${value} on ${end}`;
}
