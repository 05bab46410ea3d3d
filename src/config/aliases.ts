import type { SettingName } from "./settings";

interface Alias {
  readonly setting: SettingName;
  /** Turns the alias's value into the setting's. @default - the same value */
  readonly convert?: (value: unknown) => unknown;
}

const controlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const isTrue = (value: unknown) => value === true || value === "true";

/** Other names under which settings are known in the field; each is accepted wherever the setting is. */
export const aliases: Readonly<Record<string, Alias>> = {
  region: { setting: "aws_region" },
  kubernetes_version: { setting: "cluster_version" },
  node_instance_type: { setting: "node_instance_types", convert: (value) => [value] },
  general_node_instance_types: { setting: "node_instance_types" },
  node_desired_capacity: { setting: "node_desired_size" },
  node_min_capacity: { setting: "node_min_size" },
  node_max_capacity: { setting: "node_max_size" },
  enable_spot_nodes: { setting: "spot_node_group_enabled" },
  enable_compute_nodes: { setting: "compute_node_group_enabled" },
  enable_gpu_nodes: { setting: "gpu_node_group_enabled" },
  enable_cluster_logging: {
    setting: "cluster_enabled_log_types",
    convert: (value) => (isTrue(value) ? controlPlaneLogs : []),
  },
  enable_nat_gateway_ha: {
    setting: "nat_gateway_mode",
    convert: (value) => (isTrue(value) ? "per_az" : "single"),
  },
};
