import type { Derived } from "../derive";
import type { SettingName } from "../settings";
import type { Problem } from "../settings-error";

/** Where a setting's value came from, for the error: a file, `environment`, `profile light` or `default`. */
export type Source = (name: SettingName) => string;

/** A rule over several settings; it sees values that are each right by themselves. */
export type Rule = (values: Derived, source: Source) => readonly Problem[];

/** The problem of one setting in the form that all errors have: setting, rule, value received, where from, way out. */
export function problem<K extends SettingName>(
  values: Derived,
  source: Source,
  setting: K,
  rule: string,
  wayOut: string,
): Problem {
  const value = values[setting];
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return { subject: setting, message: `${setting} ${rule}, got ${shown} (${source(setting)}); ${wayOut}` };
}
