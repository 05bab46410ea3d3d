import { ref, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { planChecks } from "../config/capacity/cluster-checks";
import { enabledNodeGroups, type NodeGroupName, nodeGroupSettings } from "../config/node-groups";
import { variableReference } from "../config/variables";
import { PlanChecks } from "../modules/checks/plan-checks";
import { ClusterAccess } from "../modules/eks/access";
import { ControlPlane } from "../modules/eks/control-plane";
import type { AddonDefaults } from "../modules/eks/managed-addon";
import { NetworkAddons } from "../modules/eks/network-addons";
import type { NodePool } from "../modules/eks/node-group";
import { NodeGroups } from "../modules/eks/node-groups";
import { NodeRole } from "../modules/eks/node-role";
import { WorkloadAddons } from "../modules/eks/workload-addons";
import { AwsTargetData } from "../modules/identity/aws-target";
import type { NetworkOutputs } from "./network";
import { PlatformStack, type PlatformStackProps } from "./platform-stack";

export interface EksStackProps extends PlatformStackProps {
  readonly network: Pick<NetworkOutputs, "privateSubnetIds" | "privateSubnetCidrs" | "securityGroupIds" | "kmsKeyArns">;
}

/** What other stacks need to reach the cluster and to give its pods rights. */
export interface EksOutputs {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly endpoint: string;
  /** Base64 of the certificate authority's PEM. */
  readonly certificateAuthority: string;
  readonly oidcProviderArn: string;
  /** Host and path of the cluster's issuer, without `https://`. */
  readonly oidcIssuer: string;
  /** Joins the control plane to whatever carries it. */
  readonly clusterSecurityGroupId: string;
  readonly nodeSecurityGroupId: string;
  readonly clusterRoleArn: string;
  readonly nodeRoleArn: string;
  readonly nodeRoleName: string;
  readonly nodeGroupNames: readonly string[];
}

/** Of an instance type that no table knows. */
const givenPodEnis = `coalesce(${variableReference("pod_eni_capacity_per_node")}, 0)`;

/** The EKS cluster with its nodes and the add-ons that EKS manages. */
export class EksStack extends PlatformStack {
  readonly outputs: EksOutputs;
  private readonly target: AwsTargetData;
  private readonly network: EksStackProps["network"];

  constructor(scope: Construct, id: string, props: EksStackProps) {
    super(scope, id, props);
    this.network = props.network;
    this.target = new AwsTargetData(this, "target");
    const cluster = this.addControlPlane();
    this.addAccess(cluster);
    const nodeRole = this.addNodeRole();
    const addonDefaults = this.addonDefaults(cluster);
    const networkAddons = this.addNetworkAddons(addonDefaults);
    const nodeGroups = this.addNodeGroups(cluster, nodeRole, networkAddons);
    const workloadAddons = this.addWorkloadAddons(addonDefaults, nodeGroups);
    this.addChecks();
    this.outputs = {
      clusterName: cluster.clusterName,
      kubernetesVersion: cluster.kubernetesVersion,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      oidcProviderArn: cluster.oidcProviderArn,
      oidcIssuer: cluster.oidcIssuer,
      clusterSecurityGroupId: cluster.clusterSecurityGroupId,
      nodeSecurityGroupId: this.network.securityGroupIds.nodes,
      clusterRoleArn: cluster.roleArn,
      nodeRoleArn: nodeRole.arn,
      nodeRoleName: nodeRole.name,
      nodeGroupNames: nodeGroups.names,
    };
    this.publishOutputs({ vpc_cni: networkAddons.vpcCniRoleArn, ebs_csi: workloadAddons.ebsCsiRoleArn });
  }

  private addControlPlane(): ControlPlane {
    const { settings, variables, network } = this;
    return new ControlPlane(this, "control-plane", {
      clusterName: settings.cluster_name,
      kubernetesVersion: variables.cluster_version,
      environmentSuffix: settings.environment_suffix,
      partition: this.target.partition,
      subnetIds: [...network.privateSubnetIds],
      securityGroupId: network.securityGroupIds.controlPlane,
      endpointPrivateAccess: variables.cluster_endpoint_private_access,
      endpointPublicAccess: variables.cluster_endpoint_public_access,
      publicAccessCidrs: variables.cluster_endpoint_public_access_cidrs,
      logTypes: variables.cluster_enabled_log_types,
      logRetentionDays: variables.cluster_log_retention_days,
      logsKeyArn: network.kmsKeyArns.logs,
      secretsKeyArn: settings.cluster_encryption_enabled ? network.kmsKeyArns.secrets : undefined,
      creatorIsAdmin: settings.cluster_creator_admin,
      supportType: variables.cluster_upgrade_support_type,
      zonalShiftEnabled: variables.cluster_zonal_shift_enabled,
    });
  }

  private addAccess(cluster: ControlPlane): void {
    new ClusterAccess(this, "access", {
      clusterName: cluster.clusterName,
      partition: this.target.partition,
      adminPrincipalArns: this.settings.cluster_admin_principal_arns,
    });
  }

  private addNodeRole(): NodeRole {
    return new NodeRole(this, "node-role", {
      environmentSuffix: this.settings.environment_suffix,
      target: this.target,
      ssmEnabled: this.settings.node_ssm_enabled,
    });
  }

  private addonDefaults(cluster: ControlPlane): AddonDefaults {
    return {
      clusterName: cluster.clusterName,
      kubernetesVersion: this.variables.cluster_version,
      environmentSuffix: this.settings.environment_suffix,
      partition: this.target.partition,
      oidcProviderArn: cluster.oidcProviderArn,
      oidcIssuer: cluster.oidcIssuer,
    };
  }

  private addNetworkAddons(defaults: AddonDefaults): NetworkAddons {
    const { settings, variables } = this;
    return new NetworkAddons(this, "network-addons", {
      ...defaults,
      vpcCniVersion: settings.vpc_cni_version ?? undefined,
      kubeProxyVersion: settings.kube_proxy_version ?? undefined,
      prefixDelegation: variables.vpc_cni_prefix_delegation,
      warmPrefixTarget: variables.vpc_cni_warm_prefix_target,
      podSecurityGroupEnforcingMode: variables.pod_security_group_enforcing_mode,
    });
  }

  private addNodeGroups(cluster: ControlPlane, nodeRole: NodeRole, networkAddons: NetworkAddons): NodeGroups {
    const { settings, network } = this;
    const enabled = enabledNodeGroups(settings);
    return new NodeGroups(this, "node-groups", {
      clusterName: cluster.clusterName,
      kubernetesVersion: cluster.kubernetesVersion,
      environmentSuffix: settings.environment_suffix,
      nodeRoleArn: nodeRole.arn,
      subnetIds: [...network.privateSubnetIds],
      securityGroupIds: [cluster.clusterSecurityGroupId, ...this.nodeSecurityGroups()],
      diskSizeGib: this.variables.node_disk_size,
      instanceTags: this.tags,
      autoscaled: settings.cluster_autoscaler === "cluster-autoscaler",
      pools: Object.fromEntries(enabled.map((group) => [group, this.nodePool(group)])),
      dependsOn: [...networkAddons.resources, ...nodeRole.permissions],
    });
  }

  private nodeSecurityGroups(): string[] {
    const { nodes, peering } = this.network.securityGroupIds;
    return this.settings.peer_cidrs.length === 0 ? [nodes] : [nodes, peering];
  }

  private nodePool(group: NodeGroupName): NodePool {
    const names = nodeGroupSettings(group);
    return {
      instanceTypes: this.variables[names.instanceTypes],
      amiType: this.settings[names.amiType],
      minSize: this.variables[names.minSize],
      desiredSize: this.variables[names.desiredSize],
      maxSize: this.variables[names.maxSize],
      gpusPerNode: group === "gpu" ? this.fewest(group, "gpus", "1") : undefined,
      podEnisPerNode: group === "app" || group === "spot" ? this.fewest(group, "branch_enis", givenPodEnis) : undefined,
    };
  }

  /** The smallest figure among a group's instance types, from the table that the checks publish as a local. */
  private fewest(group: NodeGroupName, figure: "gpus" | "branch_enis", otherwise: string): number {
    const types = variableReference(nodeGroupSettings(group).instanceTypes);
    const figures = `[for t in ${types} : try(local.instance_types[t].${figure}, ${otherwise})]`;
    return Token.asNumber(ref(`min(${figures}...)`, this));
  }

  private addWorkloadAddons(defaults: AddonDefaults, nodeGroups: NodeGroups): WorkloadAddons {
    const { settings } = this;
    return new WorkloadAddons(this, "workload-addons", {
      ...defaults,
      corednsVersion: settings.coredns_version ?? undefined,
      ebsCsiDriverVersion: settings.ebs_csi_driver_version ?? undefined,
      podIdentityAgentVersion: settings.pod_identity_agent_version ?? undefined,
      dependsOn: nodeGroups.resources,
    });
  }

  private addChecks(): void {
    const cidrs = new TerraformLocal(this, "private-subnet-cidrs", this.network.privateSubnetCidrs);
    cidrs.overrideLogicalId("private_subnet_cidrs");
    const { variables, ...checks } = planChecks(this.settings, "local.private_subnet_cidrs");
    for (const name of variables) void this.variables[name];
    new PlanChecks(this, "checks", checks);
  }

  private publishOutputs(irsaRoleArns: Readonly<Record<string, string>>): void {
    const { outputs } = this;
    this.publish("cluster_name", outputs.clusterName, "Name of the cluster.");
    this.publish("cluster_version", outputs.kubernetesVersion, "Kubernetes version of the control plane.");
    this.publish("cluster_endpoint", outputs.endpoint, "URL of the cluster's API.");
    this.publish("cluster_certificate_authority", outputs.certificateAuthority, "Base64 of the API's CA certificate.");
    this.publish("configure_kubectl", this.kubectlCommand(), "Command that points kubectl at the cluster.");
    this.publish("node_groups", outputs.nodeGroupNames, "Managed node groups.");
    this.publish("cluster_role_arn", outputs.clusterRoleArn, "Role of the control plane.");
    this.publish("node_role_arn", outputs.nodeRoleArn, "Role of the nodes.");
    this.publish("irsa_role_arns", irsaRoleArns, "Roles of the add-ons' service accounts.");
    this.publish("oidc_provider_arn", outputs.oidcProviderArn, "Identity provider of the cluster's service accounts.");
    this.publish("cluster_security_group_id", outputs.clusterSecurityGroupId, "Security group that EKS made.");
  }

  /**
   * With a role to assume, that role is the cluster's creator: kubectl must take it, and so must the command itself to
   * find the cluster in another account (`--assume-role-arn`, in the AWS CLI since April 2025). Neither option gives an
   * external id: who needs one runs the command without them, in a profile that has role and id.
   */
  private kubectlCommand(): string {
    const { aws_account_id, aws_role_name } = this.settings;
    const command = `aws eks update-kubeconfig --region ${this.variables.aws_region} --name ${this.outputs.clusterName}`;
    if (aws_role_name === null) return command;
    const role = `arn:${this.target.partition}:iam::${aws_account_id}:role/${aws_role_name}`;
    return `${command} --assume-role-arn ${role} --role-arn ${role}`;
  }
}
