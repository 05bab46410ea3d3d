import { addressOf } from "./names";
import type { Shadow } from "./shadow";
import { type Rewrite, rewriteExpression, rewriteTemplate, type Step, type Traversal } from "./template";

/** Rewrites what refers to resources of missing providers. */
export class References {
  private readonly shadows: ReadonlyMap<string, Shadow>;

  constructor(shadows: readonly Shadow[]) {
    this.shadows = new Map(shadows.map((shadow) => [addressOf(shadow.resource), shadow]));
  }

  /** A value with all its templates rewritten; `self` is the shadow that it belongs to. */
  value(value: unknown, self?: Shadow): unknown {
    const rewrite: Rewrite = (traversal) =>
      traversal.root === "self" && self ? self.expression("self", traversal.steps) : this.reference(traversal);
    const visit = (item: unknown): unknown => {
      if (typeof item === "string") return rewriteTemplate(item, rewrite);
      if (Array.isArray(item)) return item.map(visit);
      if (typeof item !== "object" || item === null) return item;
      // Terraform reads keys as templates too.
      return Object.fromEntries(
        Object.entries(item).map(([key, part]) =>
          key === "//" ? [key, part] : [rewriteTemplate(key, rewrite), visit(part)],
        ),
      );
    };
    return visit(value);
  }

  /** An address, as in `depends_on`: what is taken from the resource does not matter. */
  address(text: string): string {
    return rewriteExpression(withoutBraces(text), (traversal) => {
      const { shadow, base } = this.find(traversal) ?? {};
      return shadow && base;
    });
  }

  /** A trigger of `replace_triggered_by`: an address, or an attribute of one. */
  trigger(text: string): string {
    return rewriteExpression(withoutBraces(text), (traversal) => {
      const { shadow, base = "", rest = [] } = this.find(traversal) ?? {};
      return shadow && rest.length === 0 ? base : this.reference(traversal);
    });
  }

  /** The shadow that an address belongs to. */
  shadowOf(address: string): Shadow | undefined {
    let found: Shadow | undefined;
    rewriteExpression(withoutBraces(address), (traversal) => {
      found ??= this.find(traversal)?.shadow;
      return undefined;
    });
    return found;
  }

  private reference(traversal: Traversal): string | undefined {
    const { shadow, base = "", instance, rest = [] } = this.find(traversal) ?? {};
    if (!shadow) return undefined;
    if (shadow.repeated && !instance) return everyInstance(shadow);
    if (instance?.kind !== "attribute-splat") return shadow.expression(base, rest);
    // `x.*.y[0]` is the first of all y, `x[*].y[0]` the first of each.
    const end = rest.findIndex(({ kind }) => kind !== "attribute");
    const own = end < 0 ? rest : rest.slice(0, end);
    const others = rest.slice(own.length).map(({ text }) => text);
    const all = shadow.expression(`${shadow.address}[*]`, own);
    return others.length === 0 ? all : `(${all})${others.join("")}`;
  }

  private find({ root, steps }: Traversal): Found | undefined {
    const names = root === "data" ? steps.slice(0, 2) : steps.slice(0, 1);
    if (names.some(({ kind }) => kind !== "attribute")) return undefined;
    const shadow = this.shadows.get([root, ...names.map(({ key }) => key)].join("."));
    if (!shadow) return undefined;
    const [first, ...others] = steps.slice(names.length);
    const instance = shadow.repeated && first && first.kind !== "attribute" ? first : undefined;
    return {
      shadow,
      instance,
      base: shadow.address + (instance?.text ?? ""),
      rest: instance || !first ? others : [first, ...others],
    };
  }
}

interface Found {
  readonly shadow: Shadow;
  /** The step that chooses an instance of a resource with `count` or `for_each`. */
  readonly instance: Step | undefined;
  /** Address of the shadow, or of its instance. */
  readonly base: string;
  /** What is taken from it. */
  readonly rest: readonly Step[];
}

function everyInstance({ address, repeated }: Shadow): string {
  return repeated === "count"
    ? `${address}[*].input.arguments`
    : `{ for key, it in ${address} : key => it.input.arguments }`;
}

/** Older configurations wrap addresses: `"${helm_release.x}"`. */
function withoutBraces(text: string): string {
  return /^\$\{(.*)\}$/.exec(text)?.[1] ?? text;
}
