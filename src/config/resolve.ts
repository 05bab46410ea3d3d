import { distance } from "fastest-levenshtein";
import type { z } from "zod";
import { type Alias, aliases } from "./aliases";
import { checkValue, shown } from "./check-value";
import { type Derived, derive } from "./derive";
import { profiles } from "./profiles";
import { rules } from "./rules";
import { unknownInstanceTypes } from "./rules/nodes";
import type { Setting } from "./setting";
import { type SettingName, type SettingValues, settingTable } from "./settings";
import { type Problem, SettingsError } from "./settings-error";
import type { Entry } from "./settings-file";
import { shapeOf } from "./shape";

export interface Resolved {
  readonly values: Derived;
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
    const checked = checkValue({ ...entry, ...(settingTable[entry.setting] as Setting) });
    if ("problem" in checked) {
      problems.push(checked.problem);
      continue;
    }
    values[entry.setting] = checked.value;
    origins.set(entry.setting, entry.origin);
  }
  const resolved = derive(values as SettingValues);
  const source = (name: SettingName) => origins.get(name) ?? "default";
  const wrong = new Set(problems.map((problem) => problem.subject));
  for (const rule of rules) {
    problems.push(...rule(resolved, source).filter((problem) => !wrong.has(problem.subject)));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { values: resolved, notices: notices(resolved) };
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

/** What a value under a name is held to; nothing where the name is neither a setting nor an alias. */
export function schemaOf(name: string): z.ZodType | undefined {
  if (isSetting(name)) return settingTable[name].schema;
  const alias = aliasOf(name);
  return alias && (alias.conversion?.schema ?? settingTable[alias.setting].schema);
}

function aliasOf(name: string): Alias | undefined {
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

function settingEntries(): [SettingName, Setting][] {
  return Object.entries(settingTable) as [SettingName, Setting][];
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingTable, name);
}

function named(entry: Entry, problems: Problem[]): Given[] {
  if (isSetting(entry.name)) return [{ ...entry, setting: entry.name }];
  const alias = aliasOf(entry.name);
  if (alias !== undefined) return converted({ ...entry, setting: alias.setting }, alias, problems);
  const nearest = nearestName(entry.name);
  const hint = nearest === undefined ? "docs/settings.md lists them all" : `did you mean ${nearest}?`;
  problems.push({ subject: entry.name, message: `${entry.name} is no setting (${entry.origin}); ${hint}` });
  return [];
}

/** The entry with the setting's value in place of the alias's. */
function converted(entry: Given, { conversion }: Alias, problems: Problem[]): Given[] {
  if (conversion === undefined || isUnset(entry)) return [entry];
  const checked = checkValue({ ...entry, schema: conversion.schema, setting: entry.name });
  if ("value" in checked) return [{ ...entry, value: conversion.convert(checked.value) }];
  problems.push(checked.problem);
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
      const message = `${both} are two names of one setting and differ: ${shown(other.value)} and ${shown(entry.value)}; keep one`;
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
