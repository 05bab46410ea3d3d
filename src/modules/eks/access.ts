import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";

export interface ClusterAccessProps {
  readonly clusterName: string;
  readonly partition: string;
  /**
   * IAM roles and users that administer the cluster. Not its creator where EKS made that one's entry: EKS refuses a
   * second with 409 `ResourceInUseException`, and nothing tells at plan who the creator was.
   */
  readonly adminPrincipalArns: string[];
}

/**
 * Access entries that make IAM principals administrators of the cluster.
 *
 * Each is keyed by its ARN, so that taking one from the list leaves the others alone. Nodes are not among them: EKS
 * writes the entry of a managed node group's role itself, and a second one is an error.
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    super(scope, id);
    const admins = TerraformIterator.fromList(props.adminPrincipalArns);
    const entry = new EksAccessEntry(this, "entry", {
      forEach: admins,
      clusterName: props.clusterName,
      principalArn: admins.value,
      type: "STANDARD",
    });
    new EksAccessPolicyAssociation(this, "admin", {
      forEach: admins,
      clusterName: props.clusterName,
      principalArn: admins.value,
      policyArn: `arn:${props.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: "cluster" },
      dependsOn: [entry],
    });
  }
}
