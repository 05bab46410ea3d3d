/** A stack in Terraform's JSON syntax, as far as it is read here. */
export interface StackConfiguration {
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
    readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly cloud?: Readonly<Record<string, unknown>>;
  };
  readonly provider?: Readonly<Record<string, OneOrMore<Readonly<Record<string, unknown>>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly lifecycle?: Lifecycle }>>>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown; readonly sensitive?: boolean }>>;
}

export type OneOrMore<T> = T | readonly T[];
type Lifecycle = OneOrMore<{ readonly prevent_destroy?: boolean }>;
