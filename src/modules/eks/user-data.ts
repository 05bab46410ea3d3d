import { join } from "node:path";
import type { NodeOs } from "../../config/ami-types";
import type { NodeClass } from "./node-classes";

const folder = join(__dirname, "../../../userdata");

/**
 * The file of a node's user data, or nothing where the node needs none.
 *
 * Bottlerocket takes TOML, into which EKS merges the cluster's name, endpoint and certificate authority: so the files
 * are static, can be read as they stand, and nothing is rendered into them.
 * AL2023 gets none: EKS writes its `NodeConfig` with the cluster, labels, taints and the number of pods, and a further
 * part would only repeat the defaults of the AMI, which are those the Bottlerocket files ask for.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data
 */
export function userDataFile(nodeClass: NodeClass, os: NodeOs): string | undefined {
  return os === "bottlerocket" ? join(folder, `${nodeClass}-node.toml`) : undefined;
}
