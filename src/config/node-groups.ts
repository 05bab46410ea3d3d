import type { Derived } from "./derive";
import type { SettingName } from "./settings";

/** The managed node groups by the prefix of their settings; `app` has none because its settings are the oldest. */
const nodeGroupPrefixes = {
  system: "system_node",
  app: "node",
  spot: "spot_node",
  gpu: "gpu_node",
  compute: "compute_node",
} as const;

export type NodeGroupName = keyof typeof nodeGroupPrefixes;
export const nodeGroupNames = Object.keys(nodeGroupPrefixes) as NodeGroupName[];

/** The settings of one group, under the names that all groups share. */
export function nodeGroupSettings<N extends NodeGroupName>(group: N) {
  const prefix = nodeGroupPrefixes[group];
  return {
    instanceTypes: `${prefix}_instance_types`,
    amiType: `${prefix}_ami_type`,
    minSize: `${prefix}_min_size`,
    desiredSize: `${prefix}_desired_size`,
    maxSize: `${prefix}_max_size`,
  } as const satisfies Record<string, SettingName>;
}

type GroupSwitches = Pick<Derived, Extract<SettingName, `${string}_node_group_enabled`>>;

/** The groups that exist; the app group always does. */
export function enabledNodeGroups(values: GroupSwitches): NodeGroupName[] {
  return nodeGroupNames.filter((group) => isEnabled(values, group));
}

/** The groups among these that carry the workload: on-demand nodes first, then spot ones where they exist. */
export function workloadNodeGroups(values: GroupSwitches): ("app" | "spot")[] {
  return (["app", "spot"] as const).filter((group) => isEnabled(values, group));
}

function isEnabled(values: GroupSwitches, group: NodeGroupName): boolean {
  return group === "app" || values[`${group}_node_group_enabled`];
}
