import { z } from "zod";
import { cidr, count, described, flag, logRetentionDays, optional } from "../schemas";
import { structural, tunable } from "../setting";

const domain = described(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a domain name in lower case");

const zone = described(/^[a-z]{2,3}(-[a-z]+)+-[0-9]+[a-z]$/, "an availability zone such as eu-central-1a");

/** Interface endpoints by the last part of their service name; `com.amazonaws.<region>.` goes before it. */
const interfaceEndpoint = described(/^[a-z0-9][a-z0-9.-]*$/, "an endpoint service such as ecr.api");

export const network = {
  vpc_cidr: tunable(cidr, {
    default: "10.0.0.0/16",
    description: "IPv4 network of the VPC; AWS allows prefixes from /16 to /28.",
  }),
  az_count: structural(count(1, 6), {
    default: 3,
    description:
      "Number of availability zones with a public and a private subnet each; EKS needs at least 2. Raising it from 3 to 4 makes the computed private subnets smaller and replaces them: see docs/runbooks/change-zones.md.",
  }),
  availability_zones: structural(z.array(zone), {
    default: [],
    description: "Names of the zones, where particular ones are wanted; as many as `az_count`.",
    defaultText: "the first zones of the region, local zones excluded",
    example: ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"],
  }),
  public_subnet_cidrs: structural(z.array(cidr), {
    default: [],
    description: "Public subnets, one a zone.",
    defaultText: "computed from `vpc_cidr`: /20 of a /16",
    example: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
  }),
  private_subnet_cidrs: structural(z.array(cidr), {
    default: [],
    description: "Private subnets, one a zone; nodes and pods take their addresses here.",
    defaultText: "computed from `vpc_cidr`: /18 of a /16, smaller with more than three zones",
    example: ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"],
  }),
  nat_gateway_mode: structural(z.enum(["single", "per_az", "none"]), {
    default: "single",
    description:
      "NAT gateways for the private subnets: `single` (cheapest, one zone's failure cuts all off), `per_az` (about $33 a month each) or `none` (air-gapped: endpoints only).",
  }),
  interface_endpoints: structural(z.array(interfaceEndpoint), {
    default: ["ecr.api", "ecr.dkr", "ec2", "logs", "sts"],
    description: "Interface VPC endpoints by service; each costs about $7 a month and zone.",
  }),
  gateway_endpoints: structural(z.array(z.enum(["s3", "dynamodb"])), {
    default: ["s3"],
    description: "Gateway VPC endpoints by service; they cost nothing.",
  }),
  flow_logs_enabled: structural(flag, {
    default: true,
    description: "Records the VPC's traffic in an encrypted CloudWatch log group.",
  }),
  flow_log_retention_days: tunable(logRetentionDays, {
    default: 30,
    description: "Days that flow logs are kept; 0 keeps them for ever.",
  }),
  load_balancer_allowed_cidrs: tunable(z.array(cidr), {
    default: ["0.0.0.0/0"],
    description: "Networks that may reach the public load balancers on ports 80 and 443.",
    example: ["203.0.113.0/24"],
  }),
  peer_cidrs: structural(z.array(cidr), {
    default: [],
    description: "Networks of peered VPCs that may reach the nodes.",
    example: ["10.1.0.0/16"],
  }),
  kms_deletion_window_days: tunable(count(7, 30), {
    default: 30,
    description: "Days between the deletion of a KMS key and its end.",
    because: "KMS allows no less than 7 and no more than 30",
  }),
  domain_name: structural(optional(domain), {
    default: null,
    description: "Domain of the platform: gets an ACM certificate (with a wildcard) validated through Route 53.",
    defaultText: "no certificate",
    example: "platform.example.com",
  }),
  hosted_zone_id: structural(
    optional(described(/^(\/hostedzone\/)?Z[A-Z0-9]{1,31}$/, "the id of a hosted zone such as Z0123456789ABCDEFGHIJ")),
    {
      default: null,
      description: "Public Route 53 hosted zone that holds `domain_name`.",
      defaultText: "looked up by `domain_name`",
      example: "Z0123456789ABCDEFGHIJ",
    },
  ),
};
