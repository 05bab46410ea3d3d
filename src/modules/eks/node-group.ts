import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AmiType } from "../../config/ami-types";
import { physicalName } from "../../config/naming";
import { AutoscalerTags } from "./autoscaler-tags";
import { type NodeClass, type NodeClassTraits, type NodeTaint, nodeClasses } from "./node-classes";
import { NodeLaunchTemplate } from "./node-launch-template";

/** How many nodes of which kind a group has. */
export interface NodePool {
  /** In order of preference, all of the architecture of `amiType`. */
  readonly instanceTypes: string[];
  readonly amiType: AmiType;
  readonly minSize: number;
  readonly desiredSize: number;
  readonly maxSize: number;
  /** NVIDIA GPUs of one node. @default - none */
  readonly gpusPerNode?: number;
  /** Pods with security groups that one node carries. @default - unknown: such pods cannot wake an empty group */
  readonly podEnisPerNode?: number;
}

/** What the groups of one cluster have in common. */
export interface NodeGroupDefaults {
  readonly clusterName: string;
  /** Version of the control plane: nodes follow it. */
  readonly kubernetesVersion: string;
  readonly environmentSuffix: string;
  readonly nodeRoleArn: string;
  readonly subnetIds: string[];
  /** The cluster security group and the nodes' own. */
  readonly securityGroupIds: string[];
  readonly diskSizeGib: number;
  /** Tags of instances, volumes and network interfaces, which the provider's default tags do not reach. */
  readonly instanceTags: Record<string, string>;
  /** Whether Cluster Autoscaler owns the number of nodes: then `desiredSize` counts at creation alone. */
  readonly autoscaled: boolean;
  /** What nodes need from their first to their last minute: the CNI, and the policies of their role. */
  readonly dependsOn: ITerraformDependable[];
}

export interface NodeGroupProps extends NodeGroupDefaults, NodePool {
  readonly nodeClass: NodeClass;
}

/**
 * One managed node group with its launch template, and its hints for Cluster Autoscaler where that one runs.
 *
 * What EKS cannot change in place (instance types, AMI type, subnets) brings a new group up before the old one is
 * drained; hence a name prefix instead of a name, of 37 characters at most. Terraform makes all that the group depends
 * on in the same order, the cluster too: see {@link ControlPlane}.
 */
export class NodeGroup extends Construct {
  readonly name: string;
  /** The group itself, for what needs nodes to run on. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const traits: NodeClassTraits = nodeClasses[props.nodeClass];
    const launchTemplate = new NodeLaunchTemplate(this, "launch", props);

    const group = new EksNodeGroup(this, "group", {
      clusterName: props.clusterName,
      version: props.kubernetesVersion,
      nodeGroupNamePrefix: `${physicalName(props.nodeClass, props.environmentSuffix, "eksNodegroup")}-`,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds: props.subnetIds,
      instanceTypes: props.instanceTypes,
      amiType: props.amiType,
      capacityType: traits.capacityType,
      launchTemplate: { id: launchTemplate.templateId, version: launchTemplate.version },
      scalingConfig: { minSize: props.minSize, desiredSize: props.desiredSize, maxSize: props.maxSize },
      labels: { ...traits.labels },
      taint: traits.taints.map(({ key, value, effect }) => ({ key, value, effect: eksEffects[effect] })),
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      dependsOn: props.dependsOn,
      lifecycle: {
        createBeforeDestroy: true,
        ignoreChanges: props.autoscaled ? ["scaling_config[0].desired_size"] : undefined,
      },
    });
    this.name = group.nodeGroupName;
    this.resource = group;

    if (props.autoscaled) {
      new AutoscalerTags(this, "autoscaler", {
        clusterName: props.clusterName,
        autoscalingGroupName: group.resources.get(0).autoscalingGroups.get(0).name,
        traits,
        diskSizeGib: props.diskSizeGib,
        gpusPerNode: props.gpusPerNode,
        podEnisPerNode: props.podEnisPerNode,
      });
    }
  }
}

/** Effects in the words of the EKS API. */
const eksEffects = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
} as const satisfies Record<NodeTaint["effect"], string>;
