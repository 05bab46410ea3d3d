/** One step of a traversal such as `x.y[0].z`. */
export interface Step {
  readonly kind: "attribute" | "index" | "dynamic" | "splat" | "attribute-splat";
  /** Name or literal index; undefined where it is known to Terraform alone. */
  readonly key?: string | number;
  /** As it stands in the expression, with what is inside of brackets rewritten already. */
  readonly text: string;
}

/** A name and all that is taken from it. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** The text to put in the place of a traversal, or undefined to leave it. */
export type Rewrite = (traversal: Traversal) => string | undefined;

/**
 * Rewrites the references in a string of Terraform's JSON syntax: those between `${` or `%{` and its brace.
 *
 * Strings nest in expressions and expressions in strings, so this reads HCL's tokens; a regular expression would find
 * names in plain text, in attributes and in longer names too.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function rewriteTemplate(text: string, rewrite: Rewrite): string {
  return text.includes("{") ? new Scanner(text, rewrite).template() : text;
}

/** Rewrites a bare expression, such as an address in `depends_on`. */
export function rewriteExpression(text: string, rewrite: Rewrite): string {
  return new Scanner(text, rewrite).expression();
}

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const plainString = /^"([^"\\$%]*)"$/;
const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

class Scanner {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly rewrite: Rewrite,
  ) {}

  /** Up to the quote that ends it, or to the end of the text. */
  template(quoted = false): string {
    let out = "";
    while (this.at < this.text.length && !(quoted && this.next('"'))) {
      if (quoted && this.next("\\")) out += this.take(2);
      else if (this.next("$${") || this.next("%%{")) out += this.take(3);
      else if (this.next("${") || this.next("%{")) out += this.take(2) + this.expression("}") + this.take(1);
      else out += this.take(1);
    }
    return out;
  }

  /** Up to the bracket that ends it, or to the end of the text. */
  expression(end?: string): string {
    let out = "";
    let isAttribute = false;
    while (this.at < this.text.length && !(end && this.next(end))) {
      const token = this.token(isAttribute);
      if (token.trim() !== "") isAttribute = token === ".";
      out += token;
    }
    return out;
  }

  private token(isAttribute: boolean): string {
    const skipped = this.match(/\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\d+(\.\d+)?([eE][+-]?\d+)?/y);
    if (skipped !== undefined) return skipped;
    if (this.next('"')) return this.take(1) + this.template(true) + this.take(1);
    const heredoc = this.match(/<<-?([\w-]+)\n[\s\S]*?\n[ \t]*\1(?![\w-])/y);
    if (heredoc !== undefined) return rewriteTemplate(heredoc, this.rewrite);
    const root = this.match(identifier);
    if (root !== undefined) return isAttribute ? root : this.traversal(root);
    const open = this.take(1);
    const close = closing[open];
    return close === undefined ? open : open + this.expression(close) + this.take(1);
  }

  private traversal(root: string): string {
    const steps: Step[] = [];
    for (let step = this.step(); step; step = this.step()) steps.push(step);
    return this.rewrite({ root, steps }) ?? root + steps.map(({ text }) => text).join("");
  }

  private step(): Step | undefined {
    const splat = this.match(/\[\s*\*\s*\]/y);
    if (splat !== undefined) return { kind: "splat", text: splat };
    const attributeSplat = this.match(/\s*\.\s*\*/y);
    if (attributeSplat !== undefined) return { kind: "attribute-splat", text: attributeSplat };
    const legacyIndex = this.match(/\s*\.\s*\d+/y);
    if (legacyIndex !== undefined) return { kind: "index", key: numberIn(legacyIndex), text: legacyIndex };
    const attribute = this.match(/\s*\.\s*[\p{ID_Start}_][\p{ID_Continue}-]*/uy);
    if (attribute !== undefined) return { kind: "attribute", key: attribute.replace(/[\s.]/g, ""), text: attribute };
    if (!this.next("[")) return undefined;
    const text = this.take(1) + this.expression("]") + this.take(1);
    const key = literal(text.slice(1, -1).trim());
    return key === undefined ? { kind: "dynamic", text } : { kind: "index", key, text };
  }

  private next(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  private take(count: number): string {
    const taken = this.text.slice(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

function literal(text: string): string | number | undefined {
  return /^\d+$/.test(text) ? Number(text) : plainString.exec(text)?.[1];
}

function numberIn(text: string): number {
  return Number(text.replace(/\D/g, ""));
}
