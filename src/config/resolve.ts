import { distance } from "fastest-levenshtein";
import { aliases } from "./aliases";
import { type Derived, derive } from "./derive";
import { findKubernetesVersion } from "./kubernetes-versions";
import { profiles } from "./profiles";
import { rules } from "./rules";
import { unknownInstanceTypes } from "./rules/nodes";
import type { Setting } from "./setting";
import { type SettingName, type SettingValues, settingTable } from "./settings";
import { type Problem, SettingsError } from "./settings-error";
import type { Entry } from "./settings-file";
import { ruleText, type Shape, shapeOf } from "./shape";

export interface Resolved {
  readonly values: Derived;
  /** Where each value came from that is not the default. */
  readonly origins: ReadonlyMap<SettingName, string>;
  /** What an operator should know although nothing is wrong. */
  readonly notices: readonly string[];
}

/** A value under its setting's own name, with the name it was written under. */
interface Given extends Entry {
  readonly setting: SettingName;
}

/**
 * Entries of all sources, weakest first → one value for each setting, checked alone and against each other.
 *
 * @throws SettingsError with every problem at once
 */
export function resolveSettings(entries: readonly Entry[], parseProblems: readonly Problem[] = []): Resolved {
  const problems: Problem[] = [...parseProblems];
  const written = new Map<string, Entry>();
  for (const entry of entries) written.set(entry.name, entry);

  const given = [...written.values()].flatMap((entry) => named(entry, problems));
  const chosen = withoutContradictions(given, problems);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of settingEntries()) values[name] = setting.default;

  const origins = new Map<SettingName, string>();
  for (const entry of [...profileEntries(chosen), ...chosen]) {
    const value = checkedValue(entry, problems);
    if (value === undefined) continue;
    values[entry.setting] = value;
    origins.set(entry.setting, entry.origin);
  }
  const resolved = derive(values as SettingValues);
  const source = (name: SettingName) => origins.get(name) ?? "default";
  const wrong = new Set(problems.map((problem) => problem.subject));
  for (const rule of rules) {
    problems.push(...rule(resolved, source).filter((problem) => !wrong.has(problem.subject)));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { values: resolved, origins, notices: notices(resolved) };
}

function notices(values: Derived): string[] {
  const unknown = unknownInstanceTypes([...values.node_instance_types, ...values.spot_node_instance_types]);
  return [...new Set(unknown)].map(
    (type) => `${type} is not in the app's table of instance types; its capacity is taken from the sizes given`,
  );
}

/** The closest known name, for "did you mean". */
export function nearestName(name: string): string | undefined {
  const known = [...Object.keys(settingTable), ...Object.keys(aliases)];
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(name, candidate) }))
    .sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(2, Math.floor(name.length / 4)) ? best.candidate : undefined;
}

/** Whether a name is a setting or an alias of one. */
export function isKnown(name: string): boolean {
  return Object.hasOwn(settingTable, name) || Object.hasOwn(aliases, name);
}

/** The setting that a name stands for. */
export function settingOf(name: string): Setting | undefined {
  if (isSetting(name)) return settingTable[name];
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return alias && settingTable[alias.setting];
}

function settingEntries(): [SettingName, Setting][] {
  return Object.entries(settingTable) as [SettingName, Setting][];
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingTable, name);
}

function named(entry: Entry, problems: Problem[]): Given[] {
  if (isSetting(entry.name)) return [{ ...entry, setting: entry.name }];
  const alias = Object.hasOwn(aliases, entry.name) ? aliases[entry.name] : undefined;
  if (alias !== undefined) {
    const value = entry.value === null ? null : (alias.convert?.(entry.value) ?? entry.value);
    return [{ ...entry, setting: alias.setting, value }];
  }
  const nearest = nearestName(entry.name);
  const hint = nearest === undefined ? "docs/settings.md lists them all" : `did you mean ${nearest}?`;
  problems.push({ subject: entry.name, message: `${entry.name} is no setting (${entry.origin}); ${hint}` });
  return [];
}

/** One entry a setting; two names with different values are a problem, not a matter of order. */
function withoutContradictions(given: readonly Given[], problems: Problem[]): Given[] {
  const chosen = new Map<SettingName, Given>();
  for (const entry of given) {
    if (isUnset(entry)) continue;
    const other = chosen.get(entry.setting);
    if (other !== undefined && JSON.stringify(other.value) !== JSON.stringify(entry.value)) {
      const both = `${other.name} (${other.origin}) and ${entry.name} (${entry.origin})`;
      const message = `${both} are two names of one setting and differ: ${show(other.value)} and ${show(entry.value)}; keep one`;
      problems.push({ subject: entry.setting, message });
    }
    chosen.set(entry.setting, entry);
  }
  return [...chosen.values()];
}

/** Null means "not given" as in Terraform; so does an empty text for a setting that may be absent. */
function isUnset(entry: Given): boolean {
  return entry.value === null || (entry.value === "" && shapeOf(settingTable[entry.setting].schema).nullable);
}

function profileEntries(chosen: readonly Given[]): Given[] {
  const name = chosen.find((entry) => entry.setting === "sizing_profile")?.value ?? settingTable.sizing_profile.default;
  const profile = Object.entries(profiles).find(([candidate]) => candidate === name)?.[1] ?? {};
  const overridden = new Set(chosen.map((entry) => entry.setting));
  return Object.entries(profile)
    .filter(([setting]) => !overridden.has(setting as SettingName))
    .map(([setting, value]) => ({
      name: setting,
      setting: setting as SettingName,
      value,
      origin: `profile ${name}`,
      file: false,
    }));
}

function checkedValue(entry: Given, problems: Problem[]): unknown {
  const setting: Setting = settingTable[entry.setting];
  const as = entry.name === entry.setting ? "" : `, as ${entry.name}`;
  const where = `(${entry.origin}${as})`;
  if (entry.file && setting.sensitive === true) {
    const message = `${entry.setting} is a secret and must not stand in a file ${where}; set TF_VAR_${entry.setting} instead`;
    problems.push({ subject: entry.setting, message });
    return undefined;
  }
  if (looksSecret(entry.value)) {
    const message = `${entry.setting} holds what looks like a secret key ${where}; keep secrets in Secrets Manager and give their ARN`;
    problems.push({ subject: entry.setting, message });
    return undefined;
  }
  const shape = shapeOf(setting.schema);
  const result = setting.schema.safeParse(converted(entry.value, shape));
  if (result.success) return result.data;
  const because = setting.because === undefined ? "" : `; ${setting.because}`;
  const received = setting.sensitive === true ? "another value" : show(entry.value);
  const message = `${entry.setting} must be ${ruleText(shape.value)}, got ${received} ${where}${because}${detail(entry)}`;
  problems.push({ subject: entry.setting, message });
  return undefined;
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

function show(value: unknown): string {
  return typeof value === "string" ? value || '""' : JSON.stringify(value);
}

/** What the rule alone does not say. */
function detail(entry: Given): string {
  if (entry.setting !== "cluster_version") return "";
  const end = findKubernetesVersion(String(entry.value))?.endOfExtendedSupport;
  return end === undefined ? "" : `; EKS ended ${entry.value} on ${end}`;
}
