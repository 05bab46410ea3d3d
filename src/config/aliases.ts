import type { z } from "zod";
import { flag, instanceType } from "./schemas";
import type { SettingName } from "./settings";

export interface Alias {
  readonly setting: SettingName;
  /** How the alias's own value differs from the setting's. @default - it does not */
  readonly conversion?: Conversion;
}

interface Conversion {
  readonly schema: z.ZodType;
  /** Turns a value of `schema` into one of the setting. */
  readonly convert: (value: unknown) => unknown;
}

const conversion = <S extends z.ZodType>(schema: S, convert: (value: z.output<S>) => unknown): Conversion => ({
  schema,
  convert: (value) => convert(schema.parse(value)),
});

const controlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** Other names under which settings are known in the field; each is accepted wherever the setting is. */
export const aliases: Readonly<Record<string, Alias>> = {
  region: { setting: "aws_region" },
  kubernetes_version: { setting: "cluster_version" },
  node_instance_type: { setting: "node_instance_types", conversion: conversion(instanceType, (type) => [type]) },
  general_node_instance_types: { setting: "node_instance_types" },
  node_desired_capacity: { setting: "node_desired_size" },
  node_min_capacity: { setting: "node_min_size" },
  node_max_capacity: { setting: "node_max_size" },
  enable_spot_nodes: { setting: "spot_node_group_enabled" },
  enable_compute_nodes: { setting: "compute_node_group_enabled" },
  enable_gpu_nodes: { setting: "gpu_node_group_enabled" },
  enable_cluster_logging: {
    setting: "cluster_enabled_log_types",
    conversion: conversion(flag, (on) => (on ? controlPlaneLogs : [])),
  },
  enable_nat_gateway_ha: {
    setting: "nat_gateway_mode",
    conversion: conversion(flag, (on) => (on ? "per_az" : "single")),
  },
};
