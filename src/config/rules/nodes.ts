import { amiTypes } from "../ami-types";
import type { Derived } from "../derive";
import { findInstanceType } from "../instance-types";
import { enabledNodeGroups, type NodeGroupName, nodeGroupSettings, workloadNodeGroups } from "../node-groups";
import type { Problem } from "../settings-error";
import { problem, type Rule, type Source } from "./rule";

/** EKS refuses a group whose smallest, desired and largest sizes are not in this order. */
function sizesInOrder(group: NodeGroupName, values: Derived, source: Source): Problem[] {
  const { minSize, desiredSize, maxSize } = nodeGroupSettings(group);
  const [least, desired, most] = [values[minSize], values[desiredSize], values[maxSize]];
  if (least <= desired && desired <= most) return [];
  const rule = `must lie between ${minSize} (${least}) and ${maxSize} (${most})`;
  return [problem(values, source, desiredSize, rule, "widen the limits or change the desired size")];
}

function oneArchitecture(group: NodeGroupName, values: Derived, source: Source): Problem[] {
  const { instanceTypes, amiType } = nodeGroupSettings(group);
  const image = amiTypes[values[amiType]];
  const wrong = values[instanceTypes].filter((type) => {
    const known = findInstanceType(type);
    return known !== undefined && known.architecture !== image.architecture;
  });
  if (wrong.length === 0) return [];
  const rule = `must be ${image.architecture} as ${amiType} ${values[amiType]} (${source(amiType)}) is`;
  return [
    problem(values, source, instanceTypes, rule, `${wrong.join(", ")} boots another image; change one of the two`),
  ];
}

/** GPU nodes boot an image with the driver, all others one without. */
function acceleratorOfImage(group: NodeGroupName, values: Derived, source: Source): Problem[] {
  const { amiType } = nodeGroupSettings(group);
  const driver = amiTypes[values[amiType]].accelerator;
  if ((driver === "none") === (group !== "gpu")) return [];
  const rule =
    group === "gpu" ? "must be an image with an accelerator's driver" : "must be an image without accelerator";
  return [problem(values, source, amiType, rule, "leave it out, and the right one is taken")];
}

function acceleratorPresent(group: NodeGroupName, values: Derived, source: Source): Problem[] {
  if (group !== "gpu") return [];
  const without = values.gpu_node_instance_types.filter((type) => findInstanceType(type)?.gpus === 0);
  if (without.length === 0) return [];
  return [
    problem(
      values,
      source,
      "gpu_node_instance_types",
      "must have GPUs",
      `${without.join(", ")} has none; take g5, g6 or g4dn`,
    ),
  ];
}

const eachGroup: Rule = (values, source) =>
  enabledNodeGroups(values).flatMap((group) => [
    ...sizesInOrder(group, values, source),
    ...oneArchitecture(group, values, source),
    ...acceleratorPresent(group, values, source),
    ...acceleratorOfImage(group, values, source),
    ...architectureKnown(group, values, source),
  ]);

/** The image of a group whose types are all unknown cannot be guessed. */
function architectureKnown(group: NodeGroupName, values: Derived, source: Source): Problem[] {
  const { instanceTypes, amiType } = nodeGroupSettings(group);
  // Spot nodes take the image of the app nodes.
  const chosen = source(amiType) !== "default" || (group === "spot" && source("node_ami_type") !== "default");
  if (chosen || values[instanceTypes].some((type) => findInstanceType(type))) return [];
  const rule = "names no instance type that the app knows";
  return [problem(values, source, instanceTypes, rule, `set ${amiType}, so that the architecture is known`)];
}

/** Capacity cannot be planned for a type whose size is known neither to the app nor from the settings. */
const sizesKnown: Rule = (values, source) => {
  const missing = sizeSettings.filter((size) => values[size] === null);
  if (missing.length === 0) return [];
  const groups = workloadNodeGroups(values);
  return groups.flatMap((group) => {
    const { instanceTypes } = nodeGroupSettings(group);
    const unknown = unknownInstanceTypes(values[instanceTypes]);
    if (unknown.length === 0) return [];
    const rule = `holds ${unknown.join(", ")}, whose size the app does not know`;
    return [problem(values, source, instanceTypes, rule, `set ${missing.join(", ")}`)];
  });
};

const sizeSettings = [
  "node_schedulable_cpu_millicores_per_node",
  "node_schedulable_memory_mib_per_node",
  "pod_eni_capacity_per_node",
] as const;

/** The types among these that are in no table. */
export function unknownInstanceTypes(types: readonly string[]): string[] {
  return types.filter((type) => findInstanceType(type) === undefined);
}

export const nodeRules: readonly Rule[] = [eachGroup, sizesKnown];
