import type { Construct } from "constructs";
import { physicalName } from "../config/naming";
import { Check } from "../modules/checks/check";
import { alertsStatements, logsStatements, secretsStatements } from "../modules/encryption/key-policies";
import { KmsKey } from "../modules/encryption/kms-key";
import { AwsTargetData } from "../modules/identity/aws-target";
import type { PolicyStatement } from "../modules/identity/policy";
import { missingEndpoints } from "../modules/network/air-gap";
import { Domain } from "../modules/network/dns";
import { Endpoints } from "../modules/network/endpoints";
import { FlowLogs } from "../modules/network/flow-logs";
import { Routing } from "../modules/network/routing";
import { type SecurityGroupIds, SecurityGroups } from "../modules/network/security-groups";
import { Subnets } from "../modules/network/subnets";
import { Vpc } from "../modules/network/vpc";
import { Zones } from "../modules/network/zones";
import { PlatformStack, type PlatformStackProps } from "./platform-stack";

/** What other stacks build on; lists are in the order of the zones. */
export interface NetworkOutputs {
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly availabilityZoneNames: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly privateSubnetCidrs: readonly string[];
  readonly publicRouteTableId: string;
  readonly privateRouteTableIds: readonly string[];
  readonly securityGroupIds: SecurityGroupIds;
  readonly kmsKeyArns: Readonly<Record<KeyPurpose, string>>;
  /** @default - none without `domain_name` */
  readonly certificateArn?: string;
  /** @default - none without `domain_name` */
  readonly hostedZoneId?: string;
  /** Domain of names below the cluster, which the certificate covers. @default - none without `domain_name` */
  readonly clusterDomain?: string;
}

/** Keys are apart by who may use them: whoever reads logs reads no secrets. */
type KeyPurpose = "logs" | "secrets" | "alerts";

/** The VPC of the platform with everything that is in it before a cluster is, and the keys that encrypt the rest. */
export class NetworkStack extends PlatformStack {
  readonly outputs: NetworkOutputs;
  private readonly target: AwsTargetData;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id, props);
    this.target = new AwsTargetData(this, "target");
    const kmsKeyArns = {
      logs: this.addKey("logs", "Log groups", logsStatements(this.target)),
      secrets: this.addKey("secrets", "Kubernetes secrets and Secrets Manager", secretsStatements),
      alerts: this.addKey("alerts", "Alert topics", alertsStatements(this.target)),
    };
    const zones = this.addZones();
    const vpc = this.addVpc();
    const subnets = this.addSubnets(vpc, zones);
    const routing = this.addRouting(vpc, subnets);
    this.addEndpoints(vpc, subnets, routing);
    if (this.settings.nat_gateway_mode === "none") this.addAirGapCheck();
    if (this.settings.flow_logs_enabled) this.addFlowLogs(vpc, kmsKeyArns.logs);
    const securityGroups = this.addSecurityGroups(vpc);
    const domain = this.addDomain();
    this.outputs = {
      vpcId: vpc.id,
      vpcCidr: vpc.cidr,
      availabilityZoneNames: subnets.private.map((subnet) => subnet.availabilityZone),
      publicSubnetIds: subnets.public.map((subnet) => subnet.id),
      privateSubnetIds: subnets.private.map((subnet) => subnet.id),
      privateSubnetCidrs: subnets.private.map((subnet) => subnet.cidrBlock),
      publicRouteTableId: routing.publicRouteTableId,
      privateRouteTableIds: routing.privateRouteTableIds,
      securityGroupIds: securityGroups.ids,
      kmsKeyArns,
      certificateArn: domain?.certificateArn,
      hostedZoneId: domain?.hostedZoneId,
      clusterDomain: domain?.clusterDomain,
    };
    this.publishOutputs(routing);
  }

  private addKey(purpose: KeyPurpose, description: string, statements: readonly PolicyStatement[]): string {
    const { environment_suffix } = this.settings;
    const key = new KmsKey(this, `key-${purpose}`, {
      name: purpose,
      environmentSuffix: environment_suffix,
      description: `${description} of ${physicalName("platform", environment_suffix)}`,
      deletionWindowDays: this.variables.kms_deletion_window_days,
      target: this.target,
      statements,
    });
    return key.arn;
  }

  private addZones(): Zones {
    const { az_count, availability_zones } = this.settings;
    const zoneNames = availability_zones.length > 0 ? availability_zones : undefined;
    return new Zones(this, "zones", { zoneCount: az_count, zoneNames });
  }

  private addVpc(): Vpc {
    return new Vpc(this, "vpc", {
      cidr: this.variables.vpc_cidr,
      environmentSuffix: this.settings.environment_suffix,
    });
  }

  private addSubnets(vpc: Vpc, zones: Zones): Subnets {
    const { public_subnet_cidrs, private_subnet_cidrs, cluster_name, environment_suffix } = this.settings;
    return new Subnets(this, "subnets", {
      vpcId: vpc.id,
      vpcCidr: this.variables.vpc_cidr,
      zoneNames: zones.names,
      publicCidrs: public_subnet_cidrs.length > 0 ? public_subnet_cidrs : undefined,
      privateCidrs: private_subnet_cidrs.length > 0 ? private_subnet_cidrs : undefined,
      clusterName: cluster_name,
      environmentSuffix: environment_suffix,
    });
  }

  private addRouting(vpc: Vpc, subnets: Subnets): Routing {
    return new Routing(this, "routing", {
      vpcId: vpc.id,
      internetGateway: vpc.internetGateway,
      publicSubnetIds: subnets.public.map((subnet) => subnet.id),
      privateSubnetIds: subnets.private.map((subnet) => subnet.id),
      natGatewayMode: this.settings.nat_gateway_mode,
      environmentSuffix: this.settings.environment_suffix,
    });
  }

  private addEndpoints(vpc: Vpc, subnets: Subnets, routing: Routing): void {
    new Endpoints(this, "endpoints", {
      vpcId: vpc.id,
      vpcCidr: vpc.cidr,
      subnetIds: subnets.private.map((subnet) => subnet.id),
      routeTableIds: [routing.publicRouteTableId, ...routing.privateRouteTableIds],
      gatewayServices: this.settings.gateway_endpoints,
      interfaceServices: this.settings.interface_endpoints,
      target: this.target,
      environmentSuffix: this.settings.environment_suffix,
    });
  }

  /** Which endpoints there are is known while synthesizing; the region is there because a check must refer to something. */
  private addAirGapCheck(): void {
    const { settings } = this;
    const missing = missingEndpoints({
      gatewayServices: settings.gateway_endpoints,
      interfaceServices: settings.interface_endpoints,
      sessions: settings.node_ssm_enabled,
      autoscaler: settings.cluster_autoscaler === "cluster-autoscaler",
    });
    const services = missing.map(({ service }) => service);
    const names = `[for service in ${JSON.stringify(services)} : join(".", [${this.variables.aws_region}, service])]`;
    const listed = missing.map(({ service, kind, purpose }) => `${service} (${purpose}; ${kind}_endpoints)`).join(", ");
    new Check(this, "air_gapped_endpoints", {
      condition: `length(${names}) == 0`,
      errorMessage: `nat_gateway_mode is none, so nodes reach AWS through endpoints alone, and these are missing: ${listed}; add them to the settings in brackets, or take NAT gateways.`,
    });
  }

  private addFlowLogs(vpc: Vpc, kmsKeyArn: string): void {
    new FlowLogs(this, "flow-logs", {
      vpcId: vpc.id,
      kmsKeyArn,
      retentionDays: this.variables.flow_log_retention_days,
      target: this.target,
      environmentSuffix: this.settings.environment_suffix,
    });
  }

  private addSecurityGroups(vpc: Vpc): SecurityGroups {
    return new SecurityGroups(this, "groups", {
      vpcId: vpc.id,
      loadBalancerAllowedCidrs: this.variables.load_balancer_allowed_cidrs,
      peerCidrs: this.settings.peer_cidrs,
      environmentSuffix: this.settings.environment_suffix,
    });
  }

  private addDomain(): Domain | undefined {
    const { domain_name, hosted_zone_id, cluster_name } = this.settings;
    if (domain_name === null) return undefined;
    return new Domain(this, "domain", {
      domainName: domain_name,
      clusterName: cluster_name,
      hostedZoneId: hosted_zone_id ?? undefined,
    });
  }

  private publishOutputs(routing: Routing): void {
    const { outputs } = this;
    this.publish("vpc_id", outputs.vpcId, "VPC of the platform.");
    this.publish("vpc_cidr", outputs.vpcCidr, "IPv4 network of the VPC.");
    this.publish("availability_zones", outputs.availabilityZoneNames, "Zones with subnets.");
    this.publish("public_subnet_ids", outputs.publicSubnetIds, "Subnets of load balancers, one a zone.");
    this.publish("private_subnet_ids", outputs.privateSubnetIds, "Subnets of nodes and pods, one a zone.");
    this.publish("nat_public_ips", routing.natPublicIps, "Addresses that outside services see.");
    this.publish("security_group_ids", outputs.securityGroupIds, "Security groups by who carries them.");
    this.publish("kms_key_arns", outputs.kmsKeyArns, "KMS keys by purpose.");
    if (outputs.certificateArn !== undefined) {
      const names = "Certificate of domain_name, *.domain_name and *.cluster_domain.";
      this.publish("certificate_arn", outputs.certificateArn, names);
      this.publish("cluster_domain", outputs.clusterDomain, "Domain of the names below the cluster.");
    }
  }
}
