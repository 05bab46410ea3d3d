import type { PolicyDocument } from "../policy";
import type { RolePolicies } from "../role";
import { managedPolicyArn } from "./managed";

/**
 * What the EBS CSI driver needs: to make, attach and snapshot volumes.
 *
 * @param volumeKeyArn KMS key of the volumes; the key `aws/ebs` needs no permission of its own
 */
export function ebsCsiPolicies(partition: string, volumeKeyArn?: string): RolePolicies {
  return {
    "ebs-csi": managedPolicyArn(partition, "service-role/AmazonEBSCSIDriverPolicy"),
    ...(volumeKeyArn !== undefined && { "volume-key": volumeKeyPolicy(volumeKeyArn) }),
  };
}

/** EC2 opens an encrypted volume by a grant that the driver creates: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html */
function volumeKeyPolicy(keyArn: string): PolicyDocument {
  return {
    statements: [
      {
        sid: "GrantVolumeKeyToEc2",
        actions: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        resources: [keyArn],
        conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        sid: "UseVolumeKey",
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        resources: [keyArn],
      },
    ],
  };
}
