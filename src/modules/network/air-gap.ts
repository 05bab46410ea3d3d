/**
 * What a cluster without any way to the internet calls, by the service's endpoint, and for what.
 *
 * `ec2messages` is not among them: agents since 2024 (3.3.40) use `ssmmessages` alone, and newer regions have no such
 * endpoint.
 * Sources: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html and
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html, 2026-11.
 */
const interfaceServices = {
  "ecr.api": "registry credentials",
  "ecr.dkr": "images",
  ec2: "pod addresses and volumes",
  eks: "what nodes ask of their cluster when they start",
  "eks-auth": "pod identity",
  sts: "roles of service accounts",
  logs: "logs",
  kms: "keys of workloads",
  secretsmanager: "secrets of workloads",
  elasticloadbalancing: "load balancers",
} as const satisfies Record<string, string>;

const sessionServices = {
  ssm: "sessions on nodes",
  ssmmessages: "sessions on nodes",
} as const satisfies Record<string, string>;

const autoscalerServices = { autoscaling: "adding and removing nodes" } as const satisfies Record<string, string>;

/** ECR keeps image layers in S3; an interface endpoint of S3 does not answer to its public name here. */
const gatewayServices = { s3: "layers of images" } as const satisfies Record<string, string>;

export interface AirGap {
  /** Gateway endpoints that there are, by service. */
  readonly gatewayServices: readonly string[];
  /** Interface endpoints that there are, by service. */
  readonly interfaceServices: readonly string[];
  /** Whether administrators open sessions on nodes through Systems Manager. */
  readonly sessions: boolean;
  /** Whether Cluster Autoscaler runs. */
  readonly autoscaler: boolean;
}

/** An endpoint that a cluster behind an air gap lacks. */
export interface MissingEndpoint {
  readonly service: string;
  readonly kind: "interface" | "gateway";
  /** What does not work without it. */
  readonly purpose: string;
}

/** Endpoints that the platform calls and that a VPC without NAT gateways lacks. */
export function missingEndpoints(airGap: AirGap): readonly MissingEndpoint[] {
  const lacking = (
    kind: MissingEndpoint["kind"],
    needed: Readonly<Record<string, string>>,
    present: readonly string[],
  ): MissingEndpoint[] =>
    Object.entries(needed)
      .filter(([service]) => !present.includes(service))
      .map(([service, purpose]) => ({ service, kind, purpose }));
  const interfaces = {
    ...interfaceServices,
    ...(airGap.sessions ? sessionServices : {}),
    ...(airGap.autoscaler ? autoscalerServices : {}),
  };
  return [
    ...lacking("gateway", gatewayServices, airGap.gatewayServices),
    ...lacking("interface", interfaces, airGap.interfaceServices),
  ];
}
