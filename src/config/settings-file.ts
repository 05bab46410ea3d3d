import type { Problem } from "./settings-error";

/** One value as a source gave it. */
export interface Entry {
  /** The name as written: a setting or an alias of one. */
  readonly name: string;
  readonly value: unknown;
  /** Where it was written, as an operator would look for it: `terraform.tfvars`, `environment`, `profile light`. */
  readonly origin: string;
  /** Whether the source is a file, which a secret may not be written in. */
  readonly file: boolean;
}

export interface ParsedSource {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** The HCL parser is WebAssembly and takes longer to load than a synth without files; so it is loaded on first use. */
async function parseHcl(origin: string, content: string): Promise<Record<string, unknown>> {
  const { parse } = await import("@cdktf/hcl2json");
  return parse(origin, content);
}

/** Reads the text of a `.tfvars` or `.tfvars.json` file; a syntax error becomes a problem with its line. */
export async function parseSettingsFile(origin: string, content: string): Promise<ParsedSource> {
  try {
    const values = origin.endsWith(".json") ? parseJson(content) : await parseHcl(origin, content);
    const entries = Object.entries(values).map(([name, value]) => ({ name, value, origin, file: true }));
    const problems = entries.filter((entry) => hasExpression(entry.value)).map((entry) => expressionProblem(entry));
    return { entries: entries.filter((entry) => !hasExpression(entry.value)), problems };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { entries: [], problems: [syntaxProblem(origin, content, reason)] };
  }
}

/**
 * Reads the value of a `TF_VAR_*` variable as Terraform does: as it stands for a string, as an HCL expression for
 * everything else.
 */
export async function parseEnvironmentValue(name: string, text: string, isText: boolean): Promise<ParsedSource> {
  const entry = { name, origin: "environment", file: false };
  if (isText || text === "") return { entries: [{ ...entry, value: text }], problems: [] };
  try {
    const values: Record<string, unknown> = await parseHcl("environment.tfvars", `value = ${text}\n`);
    return { entries: [{ ...entry, value: values.value }], problems: [] };
  } catch {
    const message = `TF_VAR_${name} must be an HCL value, got ${text} (environment); write lists as ["a", "b"]`;
    return { entries: [], problems: [{ subject: name, message }] };
  }
}

function parseJson(content: string): Record<string, unknown> {
  const value: unknown = JSON.parse(content);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("must hold one JSON object");
  return value as Record<string, unknown>;
}

/** hcl2json renders anything that is not a literal as `${…}`, and so would CDKTF read it back. */
function hasExpression(value: unknown): boolean {
  if (typeof value === "string") return value.includes("${") || value.includes("%{");
  if (Array.isArray(value)) return value.some(hasExpression);
  return typeof value === "object" && value !== null && Object.values(value).some(hasExpression);
}

function expressionProblem(entry: Entry): Problem {
  const message = `${entry.name} must be a literal value, got ${JSON.stringify(entry.value)} (${entry.origin}); variables files hold no expressions`;
  return { subject: entry.name, message };
}

/** The first complaint of the HCL parser, which writes `[file:line,column-column: what; why …]`. */
function syntaxProblem(origin: string, content: string, reason: string): Problem {
  const [, line, what = reason] = /:(\d+),\d+-[\d,]+: (.*?)(?= \S+:\d+,\d+-|\]$|$)/s.exec(reason) ?? [];
  if (line === undefined) return { subject: origin, message: `${origin} cannot be read: ${what}` };
  const source = content.split("\n")[Number(line) - 1]?.trim() ?? "";
  return { subject: origin, message: `${origin} line ${line} cannot be read: ${what} (\`${source}\`)` };
}
