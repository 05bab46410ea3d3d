import type { RolePolicies } from "../role";
import { managedPolicyArn } from "./managed";

/** What the EBS CSI driver needs: to make, attach and snapshot volumes. The key `aws/ebs` takes no right of its own. */
export function ebsCsiPolicies(partition: string): RolePolicies {
  return { "ebs-csi": managedPolicyArn(partition, "service-role/AmazonEBSCSIDriverPolicy") };
}
