import { z } from "zod";
import { defaultKubernetesVersion, supportedKubernetesVersions } from "../kubernetes-versions";
import { addonVersion, arn, cidr, count, described, flag, logRetentionDays, optional } from "../schemas";
import { structural, tunable } from "../setting";

const pinned = (addon: string) =>
  structural(optional(addonVersion), {
    default: null,
    description: `Version of the ${addon} add-on.`,
    defaultText: "EKS's default for `cluster_version`, looked up at plan",
    example: "v1.20.4-eksbuild.2",
  });

export const eks = {
  cluster_name: structural(
    optional(described(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "1–100 letters, digits, hyphens and underscores")),
    {
      default: null,
      description: "Name of the EKS cluster.",
      defaultText: "`eks-<environment_suffix>`",
      example: "platform",
    },
  ),
  cluster_version: tunable(z.enum(supportedKubernetesVersions), {
    default: defaultKubernetesVersion,
    description: "Kubernetes version; EKS upgrades one minor version at a time.",
  }),
  cluster_endpoint_private_access: tunable(flag, {
    default: true,
    description: "Lets the VPC reach the cluster's API at a private address.",
  }),
  cluster_endpoint_public_access: tunable(flag, {
    default: true,
    description: "Lets `cluster_endpoint_public_access_cidrs` reach the cluster's API over the internet.",
  }),
  cluster_endpoint_public_access_cidrs: tunable(z.array(cidr).min(1).max(40), {
    default: ["0.0.0.0/0"],
    description:
      "Networks that may reach the public API endpoint; every request is authenticated by IAM as well. Restrict it, or set `cluster_endpoint_public_access` to false to close it.",
    example: ["203.0.113.7/32"],
  }),
  cluster_enabled_log_types: tunable(
    z.array(z.enum(["api", "audit", "authenticator", "controllerManager", "scheduler"])),
    {
      default: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      description: "Control-plane logs sent to CloudWatch; each costs about $0.50 a day.",
    },
  ),
  cluster_log_retention_days: tunable(logRetentionDays, {
    default: 7,
    description: "Days that control-plane logs are kept; 0 keeps them for ever.",
  }),
  cluster_encryption_enabled: structural(flag, {
    default: true,
    description: "Encrypts Kubernetes secrets with a KMS key of the account; cannot be turned off once on.",
  }),
  cluster_admin_principal_arns: structural(z.array(arn("iam")), {
    default: [],
    description:
      "IAM roles and users that get cluster-admin rights by an access entry; not the one that deploys, whose entry EKS makes with `cluster_creator_admin`.",
    example: ["arn:aws:iam::123456789012:role/Admin"],
  }),
  cluster_creator_admin: structural(flag, {
    default: true,
    description:
      "Gives the identity that creates the cluster cluster-admin rights; the add-on stacks need them unless an access entry does.",
  }),
  cluster_upgrade_support_type: tunable(z.enum(["STANDARD", "EXTENDED"]), {
    default: "STANDARD",
    description:
      "At the end of standard support: `STANDARD` upgrades the control plane, `EXTENDED` keeps it at six times the price.",
  }),
  cluster_zonal_shift_enabled: tunable(flag, {
    default: true,
    description: "Lets Application Recovery Controller move traffic away from an impaired zone.",
  }),
  cluster_autoscaler: structural(z.enum(["cluster-autoscaler", "karpenter", "none"]), {
    default: "cluster-autoscaler",
    description:
      "What adds and removes nodes; with `cluster-autoscaler` Terraform leaves each group's desired size to it.",
  }),
  vpc_cni_version: pinned("vpc-cni"),
  coredns_version: pinned("coredns"),
  kube_proxy_version: pinned("kube-proxy"),
  ebs_csi_driver_version: pinned("aws-ebs-csi-driver"),
  pod_identity_agent_version: pinned("eks-pod-identity-agent"),
  vpc_cni_prefix_delegation: tunable(flag, {
    default: false,
    description:
      "Gives each network interface /28 prefixes instead of single addresses: more pods a node, more addresses taken.",
  }),
  vpc_cni_warm_prefix_target: tunable(count(0, 15), {
    default: 1,
    description: "Spare /28 prefixes a node keeps with `vpc_cni_prefix_delegation`.",
  }),
  pod_security_group_enforcing_mode: tunable(z.enum(["standard", "strict"]), {
    default: "standard",
    description: "How the CNI applies security groups to pods; `strict` breaks Istio's ambient mode.",
  }),
};
