import { AutoscalingGroupTagA as AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group-tag";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { NodeClassTraits } from "./node-classes";

export interface AutoscalerTagsProps {
  readonly clusterName: string;
  readonly autoscalingGroupName: string;
  readonly traits: NodeClassTraits;
  readonly diskSizeGib: number;
  /** NVIDIA GPUs of one node. @default - none */
  readonly gpusPerNode?: number;
  /** Pods with security groups that one node carries. @default - unknown: such pods cannot wake an empty group */
  readonly podEnisPerNode?: number;
}

/**
 * Tags by which Cluster Autoscaler finds a node group and knows a node of it while there is none.
 *
 * Instance types tell it CPU and memory; labels, taints, disk, GPUs and pod interfaces it cannot know from them. They are
 * for the autoscaler alone, so they stay off the instances.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export class AutoscalerTags extends Construct {
  constructor(scope: Construct, id: string, props: AutoscalerTagsProps) {
    super(scope, id);
    const prefix = "k8s.io/cluster-autoscaler";
    const tag = (tagId: string, key: string, value: string) =>
      new AutoscalingGroupTag(this, tagId, {
        autoscalingGroupName: props.autoscalingGroupName,
        tag: { key: `${prefix}/${key}`, value, propagateAtLaunch: false },
      });
    const resource = (name: string, quantity: string) =>
      tag(`resource-${name}`, `node-template/resources/${name}`, quantity);

    tag("enabled", "enabled", "true");
    tag("cluster", props.clusterName, "owned");
    for (const [key, value] of Object.entries(props.traits.labels)) {
      tag(`label-${key}`, `node-template/label/${key}`, value);
    }
    for (const { key, value, effect } of props.traits.taints) {
      tag(`taint-${key}`, `node-template/taint/${key}`, `${value}:${effect}`);
    }
    resource("ephemeral-storage", `${Fn.tostring(props.diskSizeGib)}Gi`);
    if (props.gpusPerNode !== undefined) resource("nvidia.com/gpu", Fn.tostring(props.gpusPerNode));
    if (props.podEnisPerNode !== undefined) resource("vpc.amazonaws.com/pod-eni", Fn.tostring(props.podEnisPerNode));
  }
}
