import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IrsaRole } from "../identity/irsa";
import { ebsCsiPolicies } from "../identity/policies/ebs-csi";
import { type AddonDefaults, ManagedAddon } from "./managed-addon";
import { nodeClasses } from "./node-classes";

export interface WorkloadAddonsProps extends AddonDefaults {
  /** @default - EKS's default for the Kubernetes version */
  readonly corednsVersion?: string;
  /** @default - EKS's default for the Kubernetes version */
  readonly ebsCsiDriverVersion?: string;
  /** @default - EKS's default for the Kubernetes version */
  readonly podIdentityAgentVersion?: string;
  /** The node groups: without nodes these add-ons never become active, and their creation would time out. */
  readonly dependsOn: ITerraformDependable[];
}

/** The add-ons that run on nodes like any workload: DNS, volumes and pod identities. They end before the nodes do. */
export class WorkloadAddons extends Construct {
  readonly ebsCsiRoleArn: string;

  constructor(scope: Construct, id: string, props: WorkloadAddonsProps) {
    super(scope, id);
    const { clusterName, kubernetesVersion, dependsOn } = props;

    new ManagedAddon(this, "coredns", {
      clusterName,
      kubernetesVersion,
      addonName: "coredns",
      version: props.corednsVersion,
      configuration: corednsConfiguration,
      dependsOn,
    });

    const ebsCsiRole = new IrsaRole(this, "ebs-csi-role", {
      name: "eks-ebs-csi",
      environmentSuffix: props.environmentSuffix,
      oidcProviderArn: props.oidcProviderArn,
      oidcIssuer: props.oidcIssuer,
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      policies: ebsCsiPolicies(props.partition),
    });
    new ManagedAddon(this, "ebs-csi", {
      clusterName,
      kubernetesVersion,
      addonName: "aws-ebs-csi-driver",
      version: props.ebsCsiDriverVersion,
      roleArn: ebsCsiRole.arn,
      dependsOn: [...ebsCsiRole.permissions, ...dependsOn],
    });
    this.ebsCsiRoleArn = ebsCsiRole.arn;

    new ManagedAddon(this, "pod-identity-agent", {
      clusterName,
      kubernetesVersion,
      addonName: "eks-pod-identity-agent",
      version: props.podIdentityAgentVersion,
      dependsOn,
    });
  }
}

/**
 * DNS keeps to the system nodes where there are any, and each replica to a node of its own. An affinity replaces the
 * add-on's whole default, so the parts on operating system and spreading are repeated from it.
 */
const corednsConfiguration = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
              { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
            ],
          },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          preference: {
            matchExpressions: [{ key: "role", operator: "In", values: [nodeClasses.system.labels.role] }],
          },
        },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchExpressions: [{ key: "k8s-app", operator: "In", values: ["kube-dns"] }] },
            topologyKey: "kubernetes.io/hostname",
          },
        },
      ],
    },
  },
};
