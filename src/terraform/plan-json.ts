/** The parts of `terraform show -json` that are read here, https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly terraform_version: string;
  readonly resource_changes?: readonly ResourceChangeJson[];
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  readonly prior_state?: { readonly values?: { readonly root_module?: ModuleJson } };
  readonly checks?: readonly CheckJson[];
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly change: ChangeJson;
}

export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after?: unknown;
  /** Of the shape of `after`, true where the value is not known before the apply. */
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

export interface ModuleJson {
  readonly resources?: readonly StateResourceJson[];
  readonly child_modules?: readonly ModuleJson[];
}

export interface StateResourceJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: unknown;
  readonly sensitive_values?: unknown;
}

export interface CheckJson {
  readonly address: { readonly kind: string; readonly name: string; readonly to_display: string };
  readonly status: CheckStatus;
  readonly instances?: readonly { readonly problems?: readonly { readonly message: string }[] }[];
}

export type CheckStatus = "pass" | "fail" | "unknown" | "error";
