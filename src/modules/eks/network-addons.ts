import { Fn, type IResolvable, type ITerraformDependable, Op } from "cdktf";
import { Construct } from "constructs";
import { IrsaRole } from "../identity/irsa";
import { vpcCniPolicies } from "../identity/policies/vpc-cni";
import { type AddonDefaults, ManagedAddon } from "./managed-addon";

export interface NetworkAddonsProps extends AddonDefaults {
  /** @default - EKS's default for the Kubernetes version */
  readonly vpcCniVersion?: string;
  /** @default - EKS's default for the Kubernetes version */
  readonly kubeProxyVersion?: string;
  /** Gives interfaces /28 prefixes instead of single addresses. */
  readonly prefixDelegation: boolean | IResolvable;
  /** Spare prefixes a node keeps with `prefixDelegation`. */
  readonly warmPrefixTarget: number;
  /** `standard`, or `strict`: all traffic of a pod with security groups leaves its node, the kubelet's probes included. */
  readonly podSecurityGroupEnforcingMode: string;
}

/**
 * The add-ons without which a node never becomes ready: the VPC CNI, with a role of its own, and kube-proxy.
 *
 * They are there before the first node, which a cluster without self-managed add-ons needs, and which lets EKS reckon
 * prefix delegation into the nodes' number of pods; and they outlive the last, whose interfaces the CNI still frees.
 */
export class NetworkAddons extends Construct {
  /** The add-ons themselves, for nodes to depend on. */
  readonly resources: ITerraformDependable[];
  readonly vpcCniRoleArn: string;

  constructor(scope: Construct, id: string, props: NetworkAddonsProps) {
    super(scope, id);
    const { clusterName, kubernetesVersion } = props;

    const role = new IrsaRole(this, "vpc-cni-role", {
      name: "eks-vpc-cni",
      environmentSuffix: props.environmentSuffix,
      oidcProviderArn: props.oidcProviderArn,
      oidcIssuer: props.oidcIssuer,
      namespace: "kube-system",
      serviceAccount: "aws-node",
      policies: vpcCniPolicies(props.partition),
    });
    const vpcCni = new ManagedAddon(this, "vpc-cni", {
      clusterName,
      kubernetesVersion,
      addonName: "vpc-cni",
      version: props.vpcCniVersion,
      roleArn: role.arn,
      configuration: vpcCniConfiguration(props),
      dependsOn: role.permissions,
    });

    const kubeProxy = new ManagedAddon(this, "kube-proxy", {
      clusterName,
      kubernetesVersion,
      addonName: "kube-proxy",
      version: props.kubeProxyVersion,
      dependsOn: [],
    });
    this.resources = [vpcCni.resource, kubeProxy.resource];
    this.vpcCniRoleArn = role.arn;
  }
}

/** The add-on's schema takes strings alone, numbers and booleans too: `aws eks describe-addon-configuration`. */
function vpcCniConfiguration(props: NetworkAddonsProps): Record<string, unknown> {
  const mode = props.podSecurityGroupEnforcingMode;
  return {
    enableNetworkPolicy: "true",
    env: {
      ENABLE_POD_ENI: "true",
      POD_SECURITY_GROUP_ENFORCING_MODE: mode,
      ENABLE_PREFIX_DELEGATION: Fn.tostring(props.prefixDelegation),
      WARM_PREFIX_TARGET: Fn.tostring(props.warmPrefixTarget),
    },
    // In strict mode the kubelet reaches a pod through its branch interface, which early demultiplexing would skip.
    init: { env: { DISABLE_TCP_EARLY_DEMUX: Fn.tostring(Op.eq(mode, "strict")) } },
  };
}
