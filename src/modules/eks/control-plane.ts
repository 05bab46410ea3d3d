import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Fn, type IResolvable } from "cdktf";
import { Construct } from "constructs";
import { managedPolicyArn } from "../identity/policies/managed";
import { serviceTrustPolicy } from "../identity/policy";
import { Role } from "../identity/role";

export interface ControlPlaneProps {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly environmentSuffix: string;
  readonly partition: string;
  /** Private subnets in at least two zones, where EKS puts its network interfaces. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly endpointPrivateAccess: boolean | IResolvable;
  readonly endpointPublicAccess: boolean | IResolvable;
  /** Networks that may reach the public endpoint, where there is one. */
  readonly publicAccessCidrs: string[];
  readonly logTypes: string[];
  readonly logRetentionDays: number;
  readonly logsKeyArn: string;
  /** KMS key that wraps Kubernetes secrets; taking it away, or another one, replaces the cluster. @default - the key that EKS owns */
  readonly secretsKeyArn?: string;
  /**
   * Whether who creates the cluster becomes its administrator. Read at creation alone: EKS writes that one's access
   * entry, once and for all. An entry of ours for "whoever plans" would change hands with each identity that plans.
   */
  readonly creatorIsAdmin: boolean;
  /** What happens at the end of standard support: `STANDARD` upgrades, `EXTENDED` stays at six times the price. */
  readonly supportType: string;
  readonly zonalShiftEnabled: boolean | IResolvable;
}

/**
 * The EKS cluster without nodes and add-ons: log group, role, control plane and the identity provider for IRSA.
 *
 * A change that replaces the cluster (another key for secrets or none) fails with "already exists", and the cluster
 * stays: new node groups come before the old ones go, Terraform extends that to all they depend on, and EKS has no two
 * clusters of one name. It takes another cluster name, which makes a second cluster beside the first, or a destroy.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy
 */
export class ControlPlane extends Construct {
  /** The cluster's name as an attribute: what takes it waits for the cluster. */
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly endpoint: string;
  /** Base64 of the certificate authority's PEM. */
  readonly certificateAuthority: string;
  /** The group that EKS makes: it joins the control plane to whatever carries it. */
  readonly clusterSecurityGroupId: string;
  readonly roleArn: string;
  readonly oidcProviderArn: string;
  /** Host and path of the issuer, without `https://`. */
  readonly oidcIssuer: string;

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);

    const role = new Role(this, "role", {
      name: "eks-cluster",
      environmentSuffix: props.environmentSuffix,
      description: "Control plane of the EKS cluster",
      trust: serviceTrustPolicy(["eks.amazonaws.com"]),
      policies: {
        cluster: managedPolicyArn(props.partition, "AmazonEKSClusterPolicy"),
        // Pods with security groups: the control plane attaches their branch interfaces, and takes them away again.
        "vpc-resources": managedPolicyArn(props.partition, "AmazonEKSVPCResourceController"),
      },
    });

    // EKS makes this group itself, unencrypted and for ever, unless it is there before the cluster. A last event after the
    // cluster's end can bring it back: EKS's service-linked role does that, which no policy of ours can deny, not even
    // one of the cluster's role. https://github.com/terraform-aws-modules/terraform-aws-eks/pull/3163
    const logGroup = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/eks/${props.clusterName}/cluster`,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: props.logsKeyArn,
    });

    const cluster = new EksCluster(this, "cluster", {
      name: props.clusterName,
      version: props.kubernetesVersion,
      roleArn: role.arn,
      // CNI, CoreDNS and kube-proxy come as managed add-ons; copies made by EKS would be managed by nobody.
      bootstrapSelfManagedAddons: false,
      accessConfig: {
        authenticationMode: "API",
        bootstrapClusterCreatorAdminPermissions: props.creatorIsAdmin,
      },
      vpcConfig: {
        subnetIds: props.subnetIds,
        securityGroupIds: [props.securityGroupId],
        endpointPrivateAccess: props.endpointPrivateAccess,
        endpointPublicAccess: props.endpointPublicAccess,
        publicAccessCidrs: props.publicAccessCidrs,
      },
      encryptionConfig:
        props.secretsKeyArn === undefined
          ? undefined
          : { resources: ["secrets"], provider: { keyArn: props.secretsKeyArn } },
      enabledClusterLogTypes: props.logTypes,
      upgradePolicy: { supportType: props.supportType },
      zonalShiftConfig: { enabled: props.zonalShiftEnabled },
      dependsOn: [logGroup, ...role.permissions],
      // The provider would replace a running cluster for a right that EKS reads once, at creation.
      lifecycle: { ignoreChanges: ["access_config[0].bootstrap_cluster_creator_admin_permissions"] },
    });

    const issuer = cluster.identity.get(0).oidc.get(0).issuer;
    // No thumbprint: IAM trusts the certificate authority of EKS issuers by itself.
    const identityProvider = new IamOpenidConnectProvider(this, "oidc", {
      url: issuer,
      clientIdList: ["sts.amazonaws.com"],
    });

    this.clusterName = cluster.name;
    this.kubernetesVersion = cluster.version;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.clusterSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.roleArn = role.arn;
    this.oidcProviderArn = identityProvider.arn;
    this.oidcIssuer = Fn.trimprefix(issuer, "https://");
  }
}
