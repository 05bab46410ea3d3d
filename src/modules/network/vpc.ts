import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";

export interface VpcProps {
  /** IPv4 network, prefix from /16 to /28. */
  readonly cidr: string;
  readonly environmentSuffix: string;
}

/**
 * A VPC with an internet gateway, and a default security group without any rule: what is started without a group of its
 * own reaches nothing and is reached by nothing.
 */
export class Vpc extends Construct {
  readonly id: string;
  readonly cidr: string;
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const name = (resource: string): Record<string, string> => ({
      Name: physicalName(resource, props.environmentSuffix),
    });
    const vpc = new AwsVpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: name("vpc"),
    });
    new DefaultSecurityGroup(this, "default-group", { vpcId: vpc.id, tags: name("default-unused") });
    this.internetGateway = new InternetGateway(this, "internet", { vpcId: vpc.id, tags: name("internet") });
    this.id = vpc.id;
    this.cidr = vpc.cidrBlock;
  }
}
