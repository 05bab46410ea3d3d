import { join } from "node:path";
import type { NodeOs } from "../../config/ami-types";
import type { NodeClass } from "./node-classes";

const folder = join(__dirname, "../../../userdata");

const extensions = { bottlerocket: "toml", al2023: "mime" } as const satisfies Record<NodeOs, string>;

/**
 * The file of a node's user data: Bottlerocket takes TOML, AL2023 a MIME multi-part document with a `NodeConfig`.
 *
 * EKS merges the cluster's name, endpoint and certificate authority into either: so the files are static, can be read as
 * they stand, and nothing is rendered into them. Both ask for the same kubelet, whose defaults differ from them on
 * either system; settings of the kernel are Bottlerocket's alone. What EKS itself gives an AL2023 node (labels, taints,
 * the number of pods) stays out of the file, for of two parts the last wins and EKS promises no order.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data
 */
export function userDataFile(nodeClass: NodeClass, os: NodeOs): string {
  return join(folder, `${nodeClass}-node.${extensions[os]}`);
}
