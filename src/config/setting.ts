import type { z } from "zod";

/**
 * How a setting may be used.
 *
 * - `structural`: decides which resources exist. A plain value at synth; code may branch on it.
 * - `tunable`: only flows into attributes. Stays a Terraform variable, so a synthesized stack can still be planned with
 *   `-var` or `TF_VAR_*`.
 */
export type SettingKind = "structural" | "tunable";

interface SettingOptions<S extends z.ZodType> {
  /** One sentence: what it sets, its unit and what it costs or forbids. */
  readonly description: string;
  /** Value where neither a file, the environment nor the profile gives one. */
  readonly default: z.output<S>;
  /** What stands in for a `null` default, in words. @default - none */
  readonly defaultText?: string;
  /** A line for `terraform.tfvars.example` where the default says too little. @default - the default */
  readonly example?: z.output<S>;
  /** Why the limits are what they are, appended to the error. @default - none */
  readonly because?: string;
}

interface TunableOptions<S extends z.ZodType> extends SettingOptions<S> {
  /** Never read into the output: the variable has no value in the JSON, Terraform reads `TF_VAR_*` itself. @default false */
  readonly sensitive?: boolean;
}

export interface Setting<K extends SettingKind = SettingKind, S extends z.ZodType = z.ZodType>
  extends TunableOptions<S> {
  readonly kind: K;
  readonly schema: S;
}

/** Declares a setting that decides which resources exist. */
export function structural<S extends z.ZodType>(schema: S, options: SettingOptions<S>): Setting<"structural", S> {
  return { kind: "structural", schema, ...options };
}

/** Declares a setting that only flows into attributes. */
export function tunable<S extends z.ZodType>(schema: S, options: TunableOptions<S>): Setting<"tunable", S> {
  return { kind: "tunable", schema, ...options };
}
