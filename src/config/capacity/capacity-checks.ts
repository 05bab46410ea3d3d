import type { Settings } from "../settings-store";
import type { Arithmetic } from "./arithmetic";
import { Capacity, type Resource } from "./formula";

/** One assertion: what must hold, and what an operator reads when it does not; figures stand between the words. */
export interface CapacityCheck<N, B> {
  readonly name: string;
  readonly condition: B;
  readonly message: readonly (string | { readonly figure: N })[];
}

const units = { cpu: "m", memory: "Mi", pod_eni: "" } as const satisfies Record<Resource, string>;
const words = { cpu: "CPU", memory: "memory", pod_eni: "pod network interfaces" } as const;

/** The checks over nodes and pods, in either reading of the formula. */
export function capacityChecks<N, B>(settings: Settings, a: Arithmetic<N, B>): readonly CapacityCheck<N, B>[] {
  const capacity = new Capacity(settings, a);
  const figure = (value: N) => ({ figure: value });
  // An autoscaler keeps the desired size of a group that runs; the smallest size still moves it.
  const autoscaled = settings.cluster_autoscaler === "cluster-autoscaler";
  const size = autoscaled ? "node_desired_size and node_min_size" : "node_desired_size";
  const moreNodes = `raise ${size} or those of the spot nodes`;

  const rollout = (resource: Resource, lower: string): CapacityCheck<N, B> => ({
    name: `tracecat_rollout_${resource}_capacity`,
    condition: a.atMost(capacity.required(resource), capacity.capacity(resource)),
    message: [
      `${words[resource]} too small for a rollout: required `,
      figure(capacity.required(resource)),
      `${units[resource]} (`,
      figure(capacity.peak(resource)),
      `${units[resource]} at its peak, the rest reserved), available `,
      figure(capacity.capacity(resource)),
      `${units[resource]} on `,
      figure(capacity.desiredNodes()),
      ` nodes; ${moreNodes}, or lower ${lower}`,
    ],
  });

  const singlePod = (resource: "cpu" | "memory", lower: string): CapacityCheck<N, B> => ({
    name: `tracecat_single_pod_${resource}_fits_node`,
    condition: a.atMost(capacity.largestRequest(resource), capacity.smallestNode(resource)),
    message: [
      `the largest pod asks for `,
      figure(capacity.largestRequest(resource)),
      `${units[resource]} of ${words[resource]}, the smallest node has `,
      figure(capacity.smallestNode(resource)),
      `${units[resource]}; take larger node_instance_types, or lower ${lower}`,
    ],
  });

  const fits = (which: "all" | "on-demand") =>
    a.all(
      (["cpu", "memory", "pod_eni"] as const).map((resource) =>
        a.atMost(capacity.required(resource), capacity.allocatable(resource, which)),
      ),
    );
  const ofNodes = (which: "all" | "on-demand"): CapacityCheck<N, B>["message"] => [
    "required ",
    figure(capacity.required("cpu")),
    "m, ",
    figure(capacity.required("memory")),
    "Mi and ",
    figure(capacity.required("pod_eni")),
    " pod network interfaces, there are ",
    figure(capacity.allocatable("cpu", which)),
    "m, ",
    figure(capacity.allocatable("memory", which)),
    "Mi and ",
    figure(capacity.allocatable("pod_eni", which)),
  ];

  return [
    rollout("cpu", "the replicas or *_cpu_request_millicores"),
    rollout("memory", "the replicas or *_memory_request_mib"),
    rollout("pod_eni", "the replicas"),
    singlePod("cpu", "*_cpu_request_millicores"),
    singlePod("memory", "*_memory_request_mib"),
    {
      name: "tracecat_rollout_allocatable_capacity",
      condition: fits("all"),
      message: ["too little is left after kube-reserved: ", ...ofNodes("all"), `; ${moreNodes}`],
    },
    {
      name: "tracecat_pods_fit_nodes",
      condition: capacity.podsFitNodes(),
      message: [
        "dealt out evenly, the pods do not fit the ",
        figure(capacity.desiredNodes()),
        ` nodes one by one, although their sum may; ${moreNodes}, or take larger node_instance_types`,
      ],
    },
    {
      name: "tracecat_survives_spot_loss",
      condition: fits("on-demand"),
      message: ["without spot nodes a rollout does not fit: ", ...ofNodes("on-demand"), `; raise ${size}`],
    },
    {
      name: "node_trunk_eni_support",
      condition: a.atMost(a.literal(1), capacity.fewestBranchInterfaces()),
      message: [
        "an instance type in node_instance_types or spot_node_instance_types has no trunk network interface, so pods with security groups cannot run on it; take m, c or r types of the sixth generation or later, never t3 or t4g",
      ],
    },
  ];
}
