import type { Construct } from "constructs";
import { managedPolicyArn } from "../identity/policies/managed";
import { serviceTrustPolicy } from "../identity/policy";
import { Role } from "../identity/role";

export interface NodeRoleProps {
  readonly environmentSuffix: string;
  readonly partition: string;
  /** Lets administrators open a session on a node through Systems Manager. */
  readonly ssmEnabled: boolean;
}

/**
 * The role of all nodes: to join the cluster and to pull images, no more.
 *
 * Network interfaces are not among its rights, for every pod on the host network could use them: the CNI has a role of
 * its own.
 */
export class NodeRole extends Role {
  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    const { partition, environmentSuffix, ssmEnabled } = props;
    super(scope, id, {
      name: "eks-node",
      environmentSuffix,
      description: "Nodes of the EKS cluster",
      trust: serviceTrustPolicy(["ec2.amazonaws.com"]),
      policies: {
        worker: managedPolicyArn(partition, "AmazonEKSWorkerNodePolicy"),
        registry: managedPolicyArn(partition, "AmazonEC2ContainerRegistryPullOnly"),
        ...(ssmEnabled && { ssm: managedPolicyArn(partition, "AmazonSSMManagedInstanceCore") }),
      },
    });
  }
}
