import type { Construct } from "constructs";
import type { AwsTarget } from "../identity/aws-target";
import { managedPolicyArn } from "../identity/policies/managed";
import { sessionManagerPolicy } from "../identity/policies/session-manager";
import { serviceTrustPolicy } from "../identity/policy";
import { Role } from "../identity/role";

export interface NodeRoleProps {
  readonly environmentSuffix: string;
  readonly target: Pick<AwsTarget, "partition" | "region" | "accountId">;
  /** Lets administrators open a session on a node through Systems Manager. */
  readonly ssmEnabled: boolean;
}

/**
 * The role of all nodes: to join the cluster and to pull images, and to open sessions where that is allowed; no more.
 *
 * Every pod on the host network could use its rights. So network interfaces are not among them, for which the CNI has a
 * role of its own, and sessions take the few actions they need instead of a managed policy.
 */
export class NodeRole extends Role {
  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    const { target, environmentSuffix, ssmEnabled } = props;
    super(scope, id, {
      name: "eks-node",
      environmentSuffix,
      description: "Nodes of the EKS cluster",
      trust: serviceTrustPolicy(["ec2.amazonaws.com"]),
      policies: {
        worker: managedPolicyArn(target.partition, "AmazonEKSWorkerNodePolicy"),
        registry: managedPolicyArn(target.partition, "AmazonEC2ContainerRegistryPullOnly"),
        ...(ssmEnabled && { ssm: sessionManagerPolicy(target) }),
      },
    });
  }
}
