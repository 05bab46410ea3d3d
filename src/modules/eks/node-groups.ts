import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type NodeClass, nodeClassNames } from "./node-classes";
import { NodeGroup, type NodeGroupDefaults, type NodePool } from "./node-group";

export interface NodeGroupsProps extends NodeGroupDefaults {
  /** The groups that exist, each with its size. */
  readonly pools: Partial<Record<NodeClass, NodePool>>;
  readonly partition: string;
  readonly accountId: string;
}

/** The node groups of a cluster, those of the table that have a size. */
export class NodeGroups extends Construct {
  readonly names: string[];
  /** The groups themselves, for what needs nodes to run on. */
  readonly resources: ITerraformDependable[];

  constructor(scope: Construct, id: string, { pools, partition, accountId, ...defaults }: NodeGroupsProps) {
    super(scope, id);
    const { volumeKeyArn } = defaults;
    const grants = volumeKeyArn === undefined ? [] : [this.grantVolumeKey(volumeKeyArn, partition, accountId)];

    const groups = nodeClassNames.flatMap((nodeClass) => {
      const pool = pools[nodeClass];
      if (pool === undefined) return [];
      const dependsOn = [...defaults.dependsOn, ...grants];
      return [new NodeGroup(this, nodeClass, { ...defaults, ...pool, nodeClass, dependsOn })];
    });
    this.names = groups.map((group) => group.name);
    this.resources = groups.map((group) => group.resource);
  }

  /**
   * EC2 Auto Scaling opens the volumes of the nodes it starts. A key of the customer's own must allow it, the account's
   * key for EBS does already. https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  private grantVolumeKey(keyArn: string, partition: string, accountId: string): KmsGrant {
    return new KmsGrant(this, "volume-key", {
      name: "node-volumes",
      keyId: keyArn,
      granteePrincipal: `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      operations: [
        "CreateGrant",
        "Decrypt",
        "DescribeKey",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
      ],
    });
  }
}
