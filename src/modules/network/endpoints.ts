import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import type { AwsTarget } from "../identity/aws-target";

export interface EndpointsProps {
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** Subnets that interface endpoints take an address in: one a zone. */
  readonly subnetIds: readonly string[];
  /** Route tables that gateway endpoints are added to. */
  readonly routeTableIds: readonly string[];
  /** Services by the end of their name, such as `s3`. */
  readonly gatewayServices: readonly string[];
  /** Services by the end of their name, such as `ecr.api`. Each costs about $7 a month and zone. */
  readonly interfaceServices: readonly string[];
  readonly target: AwsTarget;
  readonly environmentSuffix: string;
}

/**
 * Private ways to AWS services: gateway endpoints in the route tables, interface endpoints behind a security group that
 * takes HTTPS from the VPC alone.
 *
 * The endpoints keep AWS's default policy, which lets every request through to be judged by IAM and by the resource. An
 * S3 policy that names this account's buckets and those of ECR's layers would cut nodes off from what they fetch
 * without a signature or from buckets of AWS (operating system updates, SSM, public data sets), and the list of those
 * differs by region and changes.
 */
export class Endpoints extends Construct {
  /** @default - none without interface endpoints */
  readonly securityGroupId?: string;
  /** By service, as given. */
  readonly ids: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { region, reverseDnsPrefix } = props.target;
    const name = (service: string): string => physicalName(`endpoint-${service}`, props.environmentSuffix);
    const gateways = props.gatewayServices.map((service): [string, VpcEndpoint] => [
      service,
      new VpcEndpoint(this, `gateway-${service}`, {
        vpcId: props.vpcId,
        vpcEndpointType: "Gateway",
        // Gateway endpoints bear this prefix in every partition.
        serviceName: `com.amazonaws.${region}.${service}`,
        routeTableIds: [...props.routeTableIds],
        tags: { Name: name(service) },
      }),
    ]);
    const group = props.interfaceServices.length === 0 ? undefined : this.addSecurityGroup(props);
    const interfaces = props.interfaceServices.map((service): [string, VpcEndpoint] => [
      service,
      new VpcEndpoint(this, `interface-${service}`, {
        vpcId: props.vpcId,
        vpcEndpointType: "Interface",
        serviceName: `${reverseDnsPrefix}.${region}.${service}`,
        // S3's own private name is allowed only together with its gateway, for resolvers outside the VPC.
        privateDnsEnabled: service !== "s3",
        subnetIds: [...props.subnetIds],
        securityGroupIds: group && [group.id],
        tags: { Name: name(service) },
      }),
    ]);
    this.securityGroupId = group?.id;
    this.ids = Object.fromEntries([...gateways, ...interfaces].map(([service, endpoint]) => [service, endpoint.id]));
  }

  /** Endpoints answer and never call, so the group has no egress rule. */
  private addSecurityGroup(props: EndpointsProps): SecurityGroup {
    const name = physicalName("vpc-endpoints", props.environmentSuffix, "securityGroup");
    const group = new SecurityGroup(this, "group", {
      name,
      description: "Interface VPC endpoints",
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    new VpcSecurityGroupIngressRule(this, "https-from-vpc", {
      securityGroupId: group.id,
      description: "HTTPS to AWS services from the VPC",
      cidrIpv4: props.vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    return group;
  }
}
