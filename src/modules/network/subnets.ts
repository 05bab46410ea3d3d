import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import { subnetPlan } from "../../config/subnet-plan";

export interface SubnetsProps {
  readonly vpcId: string;
  /** Network that computed subnets are cut from. */
  readonly vpcCidr: string;
  /** One pair of subnets each. */
  readonly zoneNames: readonly string[];
  /** Networks of the public subnets, one a zone. @default - computed; see `subnetPlan` */
  readonly publicCidrs?: readonly string[];
  /** Networks of the private subnets, one a zone; given if and only if `publicCidrs` is. @default - computed */
  readonly privateCidrs?: readonly string[];
  /** EKS cluster whose load balancers find the subnets by tag. */
  readonly clusterName: string;
  readonly environmentSuffix: string;
}

/**
 * A public and a private subnet in each zone, tagged for EKS and the AWS Load Balancer Controller.
 *
 * Public subnets hold load balancers and NAT gateways alone and give no instance a public address. A subnet stays in its
 * zone for good: when AWS lists a new zone, or leaves out one that is impaired, nothing is replaced.
 */
export class Subnets extends Construct {
  readonly public: readonly Subnet[];
  readonly private: readonly Subnet[];

  constructor(scope: Construct, id: string, props: SubnetsProps) {
    super(scope, id);
    const cidrs = subnetCidrs(props);
    const subnets = (kind: "public" | "private", role: string): readonly Subnet[] =>
      cidrs[kind].map(
        (cidrBlock, zone) =>
          new Subnet(this, `${kind}-${zone}`, {
            vpcId: props.vpcId,
            cidrBlock,
            availabilityZone: props.zoneNames[zone],
            mapPublicIpOnLaunch: false,
            tags: {
              Name: physicalName(`${kind}-${zone}`, props.environmentSuffix),
              [`kubernetes.io/role/${role}`]: "1",
              [`kubernetes.io/cluster/${props.clusterName}`]: "shared",
            },
            lifecycle: { ignoreChanges: ["availability_zone"] },
          }),
      );
    this.public = subnets("public", "elb");
    this.private = subnets("private", "internal-elb");
  }
}

function subnetCidrs(props: SubnetsProps): { readonly public: readonly string[]; readonly private: readonly string[] } {
  const { publicCidrs, privateCidrs, zoneNames } = props;
  if (publicCidrs !== undefined && privateCidrs !== undefined) {
    for (const [kind, cidrs] of [["public", publicCidrs] as const, ["private", privateCidrs] as const]) {
      if (cidrs.length !== zoneNames.length) {
        throw new Error(`${kind} subnets must be one a zone (${zoneNames.length}), got ${cidrs.length}`);
      }
    }
    return { public: publicCidrs, private: privateCidrs };
  }
  if (publicCidrs !== undefined || privateCidrs !== undefined) {
    throw new Error("public and private subnets must be given together, got one list: computed ones could overlap it");
  }
  const plan = subnetPlan(zoneNames.length);
  return {
    public: zoneNames.map((_, zone) => Fn.cidrsubnet(props.vpcCidr, plan.publicNewBits, plan.firstPublic + zone)),
    private: zoneNames.map((_, zone) => Fn.cidrsubnet(props.vpcCidr, plan.privateNewBits, zone)),
  };
}
