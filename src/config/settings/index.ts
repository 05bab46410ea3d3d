import type { z } from "zod";
import { capacity } from "./capacity";
import { data } from "./data";
import { eks } from "./eks";
import { general } from "./general";
import { network } from "./network";
import { nodes } from "./nodes";
import { state } from "./state";

/** The settings by area, in the order of the documentation. */
export const areas = { general, state, network, eks, nodes, capacity, data };

/** Every setting under its one name. */
export const settingTable = { ...general, ...state, ...network, ...eks, ...nodes, ...capacity, ...data };

type Table = typeof settingTable;

export type SettingName = keyof Table;
export type StructuralName = { [K in SettingName]: Table[K]["kind"] extends "structural" ? K : never }[SettingName];
export type TunableName = Exclude<SettingName, StructuralName>;

export type SettingValue<K extends SettingName> = z.output<Table[K]["schema"]>;

/** Every setting with its resolved value; for the passes of `src/config` and for reports, never for stacks. */
export type SettingValues = { readonly [K in SettingName]: SettingValue<K> };
