import { isObject } from "../unknown";
import { addressOf, type ResourceName, shadowName } from "./names";
import type { Step } from "./template";

export type Json = Readonly<Record<string, unknown>>;

/** A resource of a missing provider, and what the stack takes from it. */
export class Shadow {
  /** Address of the `terraform_data` that stands for it. */
  readonly address: string;
  /** What is taken from it and is no argument, by path: the provider would compute it. */
  private readonly computed = new Map<string, unknown>();

  constructor(
    readonly resource: ResourceName,
    /** As they stand in the configuration. */
    readonly args: Json,
    readonly repeated: "count" | "for_each" | undefined,
  ) {
    this.address = `terraform_data.${shadowName(resource)}`;
  }

  /** The `input` of the `terraform_data`, for arguments that have been rewritten. */
  input(rewritten: Json): Json {
    return this.computed.size === 0
      ? { arguments: rewritten }
      : { arguments: rewritten, computed: Object.fromEntries(this.computed) };
  }

  /** The expression for what the steps take from the resource; `base` is the expression for one instance. */
  expression(base: string, steps: readonly Step[]): string {
    const { path, computed } = this.walk(steps);
    if (!computed) return [base, ".input.arguments", ...path].join("");
    const key = this.note(steps);
    return `${base}.output.computed[${JSON.stringify(key)}]`;
  }

  /** The path of an argument below `input`, for `ignore_changes`; undefined if it is none. */
  argument(steps: readonly Step[]): string | undefined {
    const { path, computed } = this.walk(steps);
    return computed ? undefined : ["input.arguments", ...path].join("");
  }

  /**
   * Follows the steps through the arguments, as far as they are written down.
   *
   * A block that may stand once is an object in the JSON and a list of one to the real provider: `[0]` is left out.
   */
  private walk(steps: readonly Step[]): { readonly path: readonly string[]; readonly computed: boolean } {
    const path: string[] = [];
    let value: unknown = this.args;
    for (const { key, text } of steps) {
      if (key === 0 && isObject(value)) continue;
      if (typeof key === "string" && isLiteral(value) && !Object.hasOwn(value, key)) return { path, computed: true };
      path.push(text);
      value = key !== undefined && (isObject(value) || Array.isArray(value)) ? (value as Json)[key] : undefined;
    }
    return { path, computed: false };
  }

  private note(steps: readonly Step[]): string {
    const keys = steps.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const key = keys.join(".");
    const text = `shadow:${addressOf(this.resource)}.${key}`;
    this.computed.set(key, steps.some(({ kind }) => kind.endsWith("splat")) ? [text] : text);
    return key;
  }
}

/** An object whose keys are all written down. */
function isLiteral(value: unknown): value is Json {
  return isObject(value) && !Object.keys(value).some((key) => /[$%]\{/.test(key));
}
