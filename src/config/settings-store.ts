import type { Derived } from "./derive";
import { type StructuralName, settingTable, type TunableName } from "./settings";

const tunables = Symbol("tunables");

export type TunableValues = Pick<Derived, TunableName>;

/**
 * The settings as stacks see them: structural ones as plain values under their names.
 *
 * Tunable ones are out of reach here on purpose: a stack reads them as Terraform variables (`variables.ts`), so that it
 * cannot branch on what an operator may still change with `-var`.
 */
export type Settings = Pick<Derived, StructuralName> & {
  readonly [tunables]: TunableValues;
};

/** Parts the two kinds of settings. */
export function settingsOf(values: Derived): Settings {
  const names = Object.keys(settingTable) as (keyof typeof settingTable)[];
  const pick = (kind: "structural" | "tunable") =>
    Object.fromEntries(names.filter((name) => settingTable[name].kind === kind).map((name) => [name, values[name]]));
  return { ...pick("structural"), [tunables]: pick("tunable") } as unknown as Settings;
}

/** The resolved values of the tunable settings: defaults of Terraform variables, and reports. Never for a stack. */
export function tunableValues(settings: Settings): TunableValues {
  return settings[tunables];
}
