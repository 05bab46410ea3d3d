import type { IResolvable, TerraformElement, TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { unknown as knownAfterApply } from "../terraform/unknown";

/** A generated class of a provider: a resource or a data source. */
export interface ResourceClass<Config = never> {
  readonly tfResourceType: string;
  new (scope: Construct, id: string, config: Config): TerraformElement;
}

/** An asymmetric matcher such as `expect.stringContaining("x")`. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/**
 * What a test may expect of a value: the value, a matcher, {@link knownAfterApply}, null or undefined for "not set".
 *
 * Of an object only the named attributes are compared. A block may be given without its list if there is one. Lists are
 * compared without regard to their order, because a plan does not tell a list from a set.
 */
export type Expected<V> = ExpectedValue<V> | AsymmetricMatcher | typeof knownAfterApply | null | undefined;

type ExpectedValue<V> = V extends IResolvable
  ? never
  : V extends readonly (infer Item)[]
    ? readonly Expected<Item>[] | (Item extends object ? ExpectedValue<Item> : never)
    : V extends object
      ? { readonly [Key in keyof V]?: Expected<V[Key]> }
      : V;

/** The attributes of a provider class, as its `Config` names them, without Terraform's meta-arguments. */
export type ExpectedAttributes<Class> = Class extends new (
  scope: Construct,
  id: string,
  config: infer Config,
) => unknown
  ? {
      readonly [Key in Exclude<keyof NonNullable<Config>, keyof TerraformMetaArguments>]?: Expected<
        NonNullable<Config>[Key]
      >;
    }
  : never;
