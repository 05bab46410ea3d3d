import type { RolePolicies } from "../role";
import { managedPolicyArn } from "./managed";

/** What the VPC CNI needs: to attach network interfaces and addresses to nodes. */
export function vpcCniPolicies(partition: string): RolePolicies {
  return { cni: managedPolicyArn(partition, "AmazonEKS_CNI_Policy") };
}
