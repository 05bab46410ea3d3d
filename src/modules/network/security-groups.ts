import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import { type Flow, flows, type GroupName, type OutsidePort, peeringPorts, publicPorts } from "./traffic";

export interface SecurityGroupsProps {
  readonly vpcId: string;
  /** Networks that may reach load balancers on ports 80 and 443. A token: Terraform makes a rule of each. */
  readonly loadBalancerAllowedCidrs: string[];
  /** Networks of peered VPCs. @default - none, and no rule in the peering group */
  readonly peerCidrs?: readonly string[];
  readonly environmentSuffix: string;
}

export type SecurityGroupIds = Readonly<Record<GroupName, string>>;

/** Name and description of each group; a change of either replaces it. */
const groups = {
  controlPlane: ["eks-control-plane", "Network interfaces of the EKS control plane"],
  nodes: ["eks-nodes", "Nodes and the pods that share their interfaces"],
  loadBalancers: ["load-balancers", "Application and network load balancers"],
  mesh: ["service-mesh", "Control plane and gateways of the service mesh"],
  peering: ["peering", "What peered networks may reach, carried beside another group"],
} as const satisfies Record<GroupName, readonly [name: string, description: string]>;

const anywhere = "0.0.0.0/0";

/**
 * The platform's security groups with one rule resource for each kind of traffic, as `traffic.ts` lists it.
 *
 * Nodes alone may call any address: pods pull images, call webhooks and send mail to places that no list foresees, and
 * NetworkPolicy narrows that by namespace. The mesh calls out by HTTPS. No other group calls anything but a group.
 */
export class SecurityGroups extends Construct {
  readonly ids: SecurityGroupIds;

  constructor(scope: Construct, id: string, props: SecurityGroupsProps) {
    super(scope, id);
    this.ids = {
      controlPlane: this.addGroup("control-plane", "controlPlane", props),
      nodes: this.addGroup("nodes", "nodes", props),
      loadBalancers: this.addGroup("load-balancers", "loadBalancers", props),
      mesh: this.addGroup("mesh", "mesh", props),
      peering: this.addGroup("peering", "peering", props),
    };
    for (const flow of flows) this.addFlow(flow);
    this.addCallsOut();
    for (const port of publicPorts) this.addClients(port, props.loadBalancerAllowedCidrs);
    for (const [index, cidr] of (props.peerCidrs ?? []).entries()) {
      for (const port of peeringPorts) this.addPeer(`peer-${index}-${port.id}`, port, cidr);
    }
  }

  private addGroup(id: string, group: GroupName, props: SecurityGroupsProps): string {
    const [resource, description] = groups[group];
    const name = physicalName(resource, props.environmentSuffix, "securityGroup");
    return new SecurityGroup(this, id, { name, description, vpcId: props.vpcId, tags: { Name: name } }).id;
  }

  private addFlow(flow: Flow): void {
    const traffic = {
      description: flow.description,
      ipProtocol: flow.protocol,
      fromPort: flow.ports?.[0],
      toPort: flow.ports?.[1],
    };
    new VpcSecurityGroupIngressRule(this, `${flow.id}-in`, {
      ...traffic,
      securityGroupId: this.ids[flow.to],
      referencedSecurityGroupId: this.ids[flow.from],
    });
    if (flow.from === "nodes") return;
    new VpcSecurityGroupEgressRule(this, `${flow.id}-out`, {
      ...traffic,
      securityGroupId: this.ids[flow.from],
      referencedSecurityGroupId: this.ids[flow.to],
    });
  }

  private addCallsOut(): void {
    new VpcSecurityGroupEgressRule(this, "nodes-anywhere-out", {
      securityGroupId: this.ids.nodes,
      description: "images, AWS services and whatever pods call: NetworkPolicy narrows it",
      cidrIpv4: anywhere,
      ipProtocol: "-1",
    });
    new VpcSecurityGroupEgressRule(this, "mesh-https-out", {
      securityGroupId: this.ids.mesh,
      description: "AWS services and token issuers",
      cidrIpv4: anywhere,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  }

  private addClients(port: OutsidePort, cidrs: string[]): void {
    const networks = TerraformIterator.fromList(cidrs);
    new VpcSecurityGroupIngressRule(this, `clients-${port.id}-in`, {
      forEach: networks,
      securityGroupId: this.ids.loadBalancers,
      ...outsideTraffic(port),
      cidrIpv4: networks.value,
    });
  }

  private addPeer(id: string, port: OutsidePort, cidrIpv4: string): void {
    const rule = { securityGroupId: this.ids.peering, ...outsideTraffic(port), cidrIpv4 };
    new VpcSecurityGroupIngressRule(this, `${id}-in`, rule);
    new VpcSecurityGroupEgressRule(this, `${id}-out`, rule);
  }
}

function outsideTraffic({ protocol, ports, description }: OutsidePort) {
  return { ipProtocol: protocol, fromPort: ports[0], toPort: ports[1], description };
}
