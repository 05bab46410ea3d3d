import { type AmiType, amiTypeFor, amiTypes, type NodeAccelerator } from "./ami-types";
import { findInstanceType } from "./instance-types";
import { physicalName } from "./naming";
import type { SettingValues } from "./settings";

type AmiSetting = Extract<keyof SettingValues, `${string}ami_type`>;
type Filled = "cluster_name" | "state_region" | "state_lock_table" | AmiSetting;

/** Settings after every default that depends on another setting is filled in. */
export type Derived = Omit<SettingValues, Filled> & {
  readonly [K in Filled]: NonNullable<SettingValues[K]>;
};

/** Fills the settings whose default depends on others; each says so in its description. */
export function derive(values: SettingValues): Derived {
  const spotTypes = values.spot_node_instance_types;
  const appAmiType = values.node_ami_type ?? amiTypeOf(values, values.node_instance_types, "none");
  const spot_node_instance_types = spotTypes.length > 0 ? spotTypes : values.node_instance_types;
  return {
    ...values,
    cluster_name: values.cluster_name ?? physicalName("eks", values.environment_suffix, "eksCluster"),
    state_region: values.state_region ?? values.aws_region,
    state_lock_table: values.state_lock_table ?? physicalName("terraform-locks", values.environment_suffix, "table"),
    spot_node_instance_types,
    node_ami_type: appAmiType,
    spot_node_ami_type: values.spot_node_ami_type ?? sameOrOwn(values, appAmiType, spot_node_instance_types),
    system_node_ami_type: values.system_node_ami_type ?? amiTypeOf(values, values.system_node_instance_types, "none"),
    gpu_node_ami_type: values.gpu_node_ami_type ?? amiTypeOf(values, values.gpu_node_instance_types, "nvidia"),
    compute_node_ami_type:
      values.compute_node_ami_type ?? amiTypeOf(values, values.compute_node_instance_types, "none"),
  };
}

/** The architecture of a group's instance types, by the first that the table knows. */
function architectureOf(types: readonly string[]): "arm64" | "x86_64" | undefined {
  return types.map((type) => findInstanceType(type)?.architecture).find((architecture) => architecture !== undefined);
}

function amiTypeOf(values: SettingValues, types: readonly string[], accelerator: NodeAccelerator): AmiType {
  return amiTypeFor(values.node_os, architectureOf(types) ?? "x86_64", accelerator);
}

/** Spot nodes are app nodes: they share the image wherever their architecture does. */
function sameOrOwn(values: SettingValues, appAmiType: AmiType, types: readonly string[]): AmiType {
  const architecture = architectureOf(types);
  if (architecture === undefined || architecture === amiTypes[appAmiType].architecture) return appAmiType;
  return amiTypeOf(values, types, "none");
}
