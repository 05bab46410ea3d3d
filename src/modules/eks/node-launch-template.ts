import { LaunchTemplate, type LaunchTemplateBlockDeviceMappings } from "@cdktf/provider-aws/lib/launch-template";
import { AssetType, Fn, TerraformAsset, Token } from "cdktf";
import { Construct } from "constructs";
import { type AmiType, type AmiTypeTraits, amiTypes } from "../../config/ami-types";
import { physicalName } from "../../config/naming";
import type { NodeClass } from "./node-classes";
import { userDataFile } from "./user-data";

export interface NodeLaunchTemplateProps {
  readonly clusterName: string;
  readonly nodeClass: NodeClass;
  readonly environmentSuffix: string;
  readonly amiType: AmiType;
  /** All groups of the nodes: a launch template's list replaces the cluster security group that EKS would give them. */
  readonly securityGroupIds: string[];
  /** Size of the volume that holds images, logs and ephemeral storage. */
  readonly diskSizeGib: number;
  /** Tags of instances, volumes and network interfaces, which the provider's default tags do not reach. */
  readonly instanceTags: Record<string, string>;
}

/** How the nodes of a group are launched: disks, metadata service, security groups, tags and user data. */
export class NodeLaunchTemplate extends Construct {
  readonly templateId: string;
  readonly version: string;

  constructor(scope: Construct, id: string, props: NodeLaunchTemplateProps) {
    super(scope, id);
    const ami = amiTypes[props.amiType];
    const instanceTags = Token.asStringMap(
      Fn.merge([props.instanceTags, { Name: Fn.join("-", [props.clusterName, props.nodeClass]) }]),
    );

    const template = new LaunchTemplate(this, "template", {
      name: physicalName(`eks-${props.nodeClass}-nodes`, props.environmentSuffix, "launchTemplate"),
      description: `Nodes of the ${props.nodeClass} group`,
      updateDefaultVersion: true,
      vpcSecurityGroupIds: props.securityGroupIds,
      // Hop limit 1 keeps the node's role from pods: what needs AWS has a role of its own, or runs on the host network.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      // One-minute metrics, about $2 a month and node: five minutes are too coarse to see a rollout's peak.
      monitoring: { enabled: true },
      blockDeviceMappings: volumes(ami, props),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: instanceTags,
      })),
      userData: this.userData(props.nodeClass, ami),
    });
    this.templateId = template.id;
    this.version = Token.asString(template.latestVersion);
  }

  /** Read by Terraform from a copy beside the stack's JSON, so that the JSON is the same on every machine. */
  private userData(nodeClass: NodeClass, ami: AmiTypeTraits): string {
    const path = userDataFile(nodeClass, ami.os);
    return Fn.filebase64(new TerraformAsset(this, "user-data", { path, type: AssetType.FILE }).path);
  }
}

/**
 * Encrypted with the account's default key for EBS. The size goes to the volume that fills up; Bottlerocket's root volume
 * keeps the few GiB of its image.
 */
function volumes(ami: AmiTypeTraits, props: NodeLaunchTemplateProps): LaunchTemplateBlockDeviceMappings[] {
  const volume = (deviceName: string, volumeSize?: number): LaunchTemplateBlockDeviceMappings => ({
    deviceName,
    ebs: {
      volumeType: "gp3",
      volumeSize,
      encrypted: "true",
      deleteOnTermination: "true",
    },
  });
  return ami.dataDevice === undefined
    ? [volume(ami.rootDevice, props.diskSizeGib)]
    : [volume(ami.rootDevice), volume(ami.dataDevice, props.diskSizeGib)];
}
