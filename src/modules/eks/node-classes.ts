/** A taint as Kubernetes writes it. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** What makes the nodes of one group differ from those of another, whatever their size. */
export interface NodeClassTraits {
  readonly capacityType: "ON_DEMAND" | "SPOT";
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
}

/** Steers the workload: it prefers `spot` softly and spreads over both, so neither may carry a taint. */
const capacityLabel = "tracecat.com/capacity";

/**
 * The node groups. `userdata/<class>-node.toml` repeats labels and taints in Bottlerocket's own words, and a test holds
 * the two together.
 */
export const nodeClasses = {
  /** The platform's controllers, apart from what they watch over. Add-ons of EKS tolerate the taint as they come. */
  system: {
    capacityType: "ON_DEMAND",
    labels: { role: "system" },
    taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }],
  },
  app: {
    capacityType: "ON_DEMAND",
    labels: { role: "app", [capacityLabel]: "on-demand" },
    taints: [],
  },
  spot: {
    capacityType: "SPOT",
    labels: { role: "spot", [capacityLabel]: "spot" },
    taints: [],
  },
  /** The accelerator's labels: the first is the autoscaler's, which waits for the GPU of a new node; the second NVIDIA's charts ask for. */
  gpu: {
    capacityType: "ON_DEMAND",
    labels: { role: "gpu", "k8s.amazonaws.com/accelerator": "nvidia", "nvidia.com/gpu.present": "true" },
    taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }],
  },
  compute: {
    capacityType: "ON_DEMAND",
    labels: { role: "compute" },
    taints: [{ key: "dedicated", value: "compute", effect: "NoSchedule" }],
  },
} as const satisfies Record<string, NodeClassTraits>;

export type NodeClass = keyof typeof nodeClasses;

export const nodeClassNames = Object.keys(nodeClasses) as readonly NodeClass[];
