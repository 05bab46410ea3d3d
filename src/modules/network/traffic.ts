/** Security groups of the platform, by who carries them. */
export const groupNames = ["controlPlane", "nodes", "loadBalancers", "mesh", "peering"] as const;

export type GroupName = (typeof groupNames)[number];

/** First and last port of a range. */
export type PortRange = readonly [from: number, to: number];

/** Traffic from one group to another: an egress rule on the one and an ingress rule on the other. */
export interface Flow {
  /** Permanent id of both rules. */
  readonly id: string;
  readonly from: GroupName;
  readonly to: GroupName;
  /** IP protocol; `-1` is all of them, without ports. */
  readonly protocol: "tcp" | "udp" | "-1";
  /** @default - all */
  readonly ports?: PortRange;
  /** Shown in the console; AWS takes letters, digits, blanks and `._-:/()#,@[]+=&;{}!$*`, 255 at most. */
  readonly description: string;
}

/** Traffic between the platform and networks outside it. */
export interface OutsidePort {
  readonly id: string;
  readonly protocol: "tcp" | "icmp";
  /** For ICMP the type and the code. */
  readonly ports: PortRange;
  readonly description: string;
}

const tcp = (id: string, from: GroupName, to: GroupName, ports: PortRange | number, description: string): Flow => ({
  id,
  from,
  to,
  protocol: "tcp",
  ports: typeof ports === "number" ? [ports, ports] : ports,
  description,
});

/** Ports that pods listen on, below the kubelet's 10250; those below 1024 are {@link webPorts} alone. */
const applicationPorts: PortRange = [1024, 10249];

/**
 * Ports below 1024 that pods listen on all the same: a pod's sysctl or the container runtime lets them without privileges.
 * Istio's gateway chart targets them by default.
 * https://github.com/istio/istio/blob/1.30.3/manifests/charts/gateway/values.yaml, 2026-11.
 */
const webPorts = [80, 443] as const;
const nodePorts: PortRange = [30000, 32767];

/**
 * Ports of the API server's calls to nodes: the kubelet, admission webhooks and aggregated APIs.
 * Sources: the charts' default values, 2026-11 — 6443 KEDA, 8443 Gatekeeper, 9443 AWS Load Balancer Controller and
 * Kyverno, 10250 the kubelet, metrics-server, External Secrets and cert-manager, 15017 istiod.
 */
const apiServerToNodes = [443, 6443, 8443, 9443, 10250, 15017] as const;

/** Ports of Istio's data plane. https://istio.io/latest/docs/ops/deployment/application-requirements/, 2026-11. */
const meshPorts: readonly (readonly [id: string, ports: PortRange, description: string])[] = [
  ["hbone", [15008, 15008], "mTLS tunnel of the ambient mesh"],
  ["xds", [15012, 15012], "configuration and certificates from istiod"],
  ["istiod-metrics", [15014, 15014], "metrics of istiod"],
  ["status", [15020, 15021], "telemetry and health of the mesh"],
  ["envoy-metrics", [15090, 15090], "metrics of Envoy"],
];

const web = (id: string, from: GroupName, to: GroupName, description: string): Flow[] =>
  webPorts.map((port) => tcp(`${id}-${port}`, from, to, port, description));

/** All that may pass between the groups. Nodes may call anything, so rules for their egress are not spelled out. */
export const flows: readonly Flow[] = [
  tcp("nodes-api", "nodes", "controlPlane", 443, "Kubernetes API from nodes and pods"),
  ...apiServerToNodes.map((port) =>
    tcp(
      `api-nodes-${port}`,
      "controlPlane",
      "nodes",
      port,
      "kubelet, webhooks and aggregated APIs from the API server",
    ),
  ),
  {
    id: "nodes-nodes",
    from: "nodes",
    to: "nodes",
    protocol: "-1",
    description: "pods and CoreDNS, any port: NetworkPolicy narrows it",
  },
  tcp("lb-nodes-applications", "loadBalancers", "nodes", applicationPorts, "pods as targets by address"),
  ...web("lb-nodes", "loadBalancers", "nodes", "pods as targets by address"),
  tcp("lb-nodes-node-ports", "loadBalancers", "nodes", nodePorts, "nodes as targets by node port"),
  tcp("lb-nodes-gateway-health", "loadBalancers", "nodes", 15021, "health of mesh gateways on nodes"),
  tcp("lb-mesh-applications", "loadBalancers", "mesh", applicationPorts, "mesh gateways as targets"),
  ...web("lb-mesh", "loadBalancers", "mesh", "mesh gateways as targets"),
  tcp("lb-mesh-health", "loadBalancers", "mesh", 15021, "health of mesh gateways"),
  tcp("api-mesh-webhook", "controlPlane", "mesh", 15017, "injection and validation webhooks of istiod"),
  tcp("mesh-api", "mesh", "controlPlane", 443, "Kubernetes API from the mesh"),
  ...meshPorts.flatMap(([id, ports, description]) => [
    tcp(`nodes-mesh-${id}`, "nodes", "mesh", ports, description),
    tcp(`mesh-mesh-${id}`, "mesh", "mesh", ports, description),
  ]),
  tcp("nodes-mesh-applications", "nodes", "mesh", applicationPorts, "calls through mesh gateways"),
  ...web("nodes-mesh", "nodes", "mesh", "calls through mesh gateways"),
  tcp("mesh-nodes-applications", "mesh", "nodes", [1024, 65535], "mesh gateways to pods"),
  ...web("mesh-nodes", "mesh", "nodes", "mesh gateways to pods"),
  tcp("mesh-nodes-dns", "mesh", "nodes", 53, "CoreDNS"),
  { ...tcp("mesh-nodes-dns-udp", "mesh", "nodes", 53, "CoreDNS"), protocol: "udp" },
];

/** What clients may reach on load balancers. */
export const publicPorts: readonly OutsidePort[] = [
  { id: "http", protocol: "tcp", ports: [80, 80], description: "HTTP from clients, redirected to HTTPS" },
  { id: "https", protocol: "tcp", ports: [443, 443], description: "HTTPS from clients" },
];

/** What passes between peered networks, both ways. */
export const peeringPorts: readonly OutsidePort[] = [
  { id: "https", protocol: "tcp", ports: [443, 443], description: "HTTPS between peered networks" },
  {
    id: "applications",
    protocol: "tcp",
    ports: applicationPorts,
    description: "applications and databases between peered networks",
  },
  { id: "mesh-xds", protocol: "tcp", ports: [15012, 15012], description: "istiod of the peered cluster" },
  { id: "mesh-east-west", protocol: "tcp", ports: [15443, 15443], description: "east-west gateway of the mesh" },
  // Without it a path with a smaller MTU, as between regions, swallows large packets.
  { id: "path-mtu", protocol: "icmp", ports: [3, 4], description: "path MTU discovery between peered networks" },
];
