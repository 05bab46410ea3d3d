import { z } from "zod";
import { type AmiType, amiTypeNames } from "../ami-types";
import { count, flag, instanceType, optional } from "../schemas";
import { structural, tunable } from "../setting";

const amiType = (group: string, example: AmiType = "BOTTLEROCKET_ARM_64") =>
  structural(optional(z.enum(amiTypeNames)), {
    default: null,
    description: `EKS AMI type of the ${group} nodes; its architecture must be that of the instance types.`,
    defaultText: "from `node_os` and the architecture of the instance types",
    example,
  });

const instanceTypes = (group: string, types: string[]) =>
  tunable(z.array(instanceType).min(1).max(40), {
    default: types,
    description: `Instance types of the ${group} nodes, in order of preference; all of one architecture.`,
  });

const size = (group: string, what: "Smallest" | "Desired" | "Largest", nodes: number) =>
  tunable(count(what === "Largest" ? 1 : 0, 450), {
    default: nodes,
    description: `${what} number of ${group} nodes.`,
    because: "EKS allows 450 nodes in a managed node group",
  });

export const nodes = {
  node_os: structural(z.enum(["bottlerocket", "al2023"]), {
    default: "bottlerocket",
    description: "Operating system of node groups that name no AMI type of their own.",
  }),
  node_disk_size: tunable(count(20, 16384), {
    default: 50,
    description: "Size in GiB of each node's data volume (gp3, encrypted).",
  }),
  node_ssm_enabled: structural(flag, {
    default: true,
    description: "Lets administrators open a session on a node through Systems Manager.",
  }),

  system_node_group_enabled: structural(flag, {
    default: true,
    description: "Keeps two small nodes for the platform's own controllers; without them these run on the app nodes.",
  }),
  system_node_instance_types: instanceTypes("system", ["m7g.large"]),
  system_node_ami_type: amiType("system"),
  system_node_min_size: size("system", "Smallest", 2),
  system_node_desired_size: size("system", "Desired", 2),
  system_node_max_size: size("system", "Largest", 4),

  node_instance_types: instanceTypes("app (on-demand)", ["m7g.2xlarge"]),
  node_ami_type: amiType("app"),
  node_min_size: size("app", "Smallest", 2),
  node_desired_size: size("app", "Desired", 3),
  node_max_size: size("app", "Largest", 10),

  spot_node_group_enabled: structural(flag, {
    default: true,
    description: "Adds app nodes on spot capacity, 60–90 % cheaper and reclaimed with two minutes' notice.",
  }),
  spot_node_instance_types: tunable(z.array(instanceType).max(40), {
    default: [],
    description: "Instance types of the spot nodes; more types find more capacity.",
    defaultText: "`node_instance_types`",
    example: ["m7g.2xlarge", "m6g.2xlarge", "m8g.2xlarge"],
  }),
  spot_node_ami_type: amiType("spot"),
  spot_node_min_size: size("spot", "Smallest", 0),
  spot_node_desired_size: size("spot", "Desired", 2),
  spot_node_max_size: size("spot", "Largest", 10),

  gpu_node_group_enabled: structural(flag, {
    default: true,
    description: "Adds a GPU node group that is empty until a pod asks for `nvidia.com/gpu`.",
  }),
  gpu_node_instance_types: instanceTypes("GPU", ["g5.xlarge"]),
  gpu_node_ami_type: amiType("GPU", "BOTTLEROCKET_x86_64_NVIDIA"),
  gpu_node_min_size: size("GPU", "Smallest", 0),
  gpu_node_desired_size: size("GPU", "Desired", 0),
  gpu_node_max_size: size("GPU", "Largest", 4),

  compute_node_group_enabled: structural(flag, {
    default: false,
    description:
      "Adds a tainted group of compute-optimized nodes for CPU-heavy work that tolerates `dedicated=compute`.",
  }),
  compute_node_instance_types: instanceTypes("compute", ["c7g.4xlarge"]),
  compute_node_ami_type: amiType("compute"),
  compute_node_min_size: size("compute", "Smallest", 0),
  compute_node_desired_size: size("compute", "Desired", 0),
  compute_node_max_size: size("compute", "Largest", 20),
};
