import { enabledNodeGroups, nodeGroupSettings, workloadNodeGroups } from "../node-groups";
import type { Settings } from "../settings-store";
import type { Arithmetic, ListName, NodeFigure, NumericName, OptionalNumericName } from "./arithmetic";
import { type Component, componentsOf } from "./components";

/** The resources that pods take from a node. */
export type Resource = "cpu" | "memory" | "pod_eni";

interface ResourceFacts {
  readonly reserved: NumericName;
  /** The size of one node as the operator gives it. */
  readonly given: OptionalNumericName;
  /** The size of one node as its instance type has it. */
  readonly figure: NodeFigure;
}

const resources: Record<Resource, ResourceFacts> = {
  cpu: {
    reserved: "capacity_reserved_cpu_millicores",
    given: "node_schedulable_cpu_millicores_per_node",
    figure: "cpu_millicores",
  },
  memory: {
    reserved: "capacity_reserved_memory_mib",
    given: "node_schedulable_memory_mib_per_node",
    figure: "memory_mib",
  },
  pod_eni: { reserved: "capacity_reserved_pod_eni", given: "pod_eni_capacity_per_node", figure: "branch_enis" },
};

/** App nodes that carry the workload: on-demand ones, and spot ones where that group exists. */
interface WorkloadGroup {
  readonly group: "app" | "spot";
  readonly instanceTypes: ListName;
  readonly desiredSize: NumericName;
}

/**
 * The capacity formula, written once over an `Arithmetic`:
 *
 *     peak(component) = (n + ceil(n · surge%)) · request      n = replicas, or the autoscaler's maximum
 *     required        = Σ peak + reserved
 *     capacity        = Σ desired nodes · schedulable per node
 */
export class Capacity<N, B> {
  readonly components: readonly Component[];

  constructor(
    private readonly settings: Settings,
    private readonly a: Arithmetic<N, B>,
  ) {
    this.components = componentsOf(settings);
  }

  /** Pods of a component while its rollout is at its peak. */
  peakReplicas(component: Component): N {
    const { a } = this;
    const replicas = a.setting(component.replicas);
    const surge = a.ceil(a.divide(a.multiply(replicas, a.setting("rollout_surge_percent")), a.literal(100)));
    return a.named(`${component.name}_peak_replicas`, a.add(replicas, surge));
  }

  /** What the pods ask for at the peak of a rollout of all components: millicores, MiB or network interfaces. */
  peak(resource: Resource): N {
    const { a } = this;
    const terms = this.components.map((component) =>
      a.multiply(this.peakReplicas(component), this.request(component, resource)),
    );
    return a.named(`peak_${resource}`, a.add(...terms));
  }

  required(resource: Resource): N {
    return this.a.named(
      `required_${resource}`,
      this.a.add(this.peak(resource), this.a.setting(resources[resource].reserved)),
    );
  }

  /** The capacity of the desired nodes by the size that the operator gives, or else that of the instance type. */
  capacity(resource: Resource): N {
    const { a } = this;
    const perGroup = this.groups().map((group) =>
      a.multiply(a.setting(group.desiredSize), this.schedulable(resource, group)),
    );
    return a.named(`capacity_${resource}`, a.add(...perGroup));
  }

  /** The capacity that is really there: never more than the instance types leave after kube-reserved. */
  allocatable(resource: Resource, which: "all" | "on-demand" = "all"): N {
    const { a } = this;
    const groups = which === "all" ? this.groups() : this.groups().filter(({ group }) => group === "app");
    const perGroup = groups.map((group) =>
      a.multiply(a.setting(group.desiredSize), this.allocatablePerNode(resource, group)),
    );
    return a.named(which === "all" ? `allocatable_${resource}` : `on_demand_${resource}`, a.add(...perGroup));
  }

  desiredNodes(): N {
    return this.a.named(
      "desired_nodes",
      this.a.add(...this.groups().map((group) => this.a.setting(group.desiredSize))),
    );
  }

  /** The largest request of one pod. */
  largestRequest(resource: "cpu" | "memory"): N {
    return this.a.max(...this.components.map((component) => this.request(component, resource)));
  }

  /** The smallest node that a pod may land on. */
  smallestNode(resource: Resource): N {
    const nodes = this.groups().map((group) => this.allocatablePerNode(resource, group));
    return this.a.named(`smallest_node_${resource}`, this.a.min(...nodes));
  }

  /** The fewest pods with security groups that an instance type of the app or spot group carries; 0 where it cannot trunk. */
  fewestBranchInterfaces(): N {
    const { a } = this;
    const given = a.settingOr("pod_eni_capacity_per_node", a.literal(0));
    return a.min(...this.groups().map(({ instanceTypes }) => a.nodeFigure("min", instanceTypes, "branch_enis", given)));
  }

  /**
   * Whether the pods fit the nodes one by one.
   *
   * They are dealt out like cards, the largest first, as the scheduler's least-allocated score does; each node must hold
   * its hand and its share of the reserve. A deal that fits is a packing that exists.
   */
  podsFitNodes(): B {
    const { a } = this;
    const nodes = this.desiredNodes();
    return a.forEachIndex(nodes, (node) =>
      a.all((["cpu", "memory"] as const).map((resource) => this.handFits(resource, node, nodes))),
    );
  }

  /** Addresses that the desired nodes of every group take when they are full of pods. */
  requiredAddresses(): N {
    const { a, settings } = this;
    const groups = enabledNodeGroups(settings).map(nodeGroupSettings);
    const unknown = a.literal(111);
    const terms = groups.map(({ instanceTypes, desiredSize }) =>
      a.multiply(a.setting(desiredSize), a.nodeFigure("max", instanceTypes, "addresses", unknown)),
    );
    return a.named("required_addresses", a.add(...terms));
  }

  /** Database connections of all pods at the peak of a rollout, and of a self-hosted Temporal: 50 for each of its 4 services. */
  requiredConnections(): N {
    const { a } = this;
    const pods = this.components.filter(({ connects }) => connects).map((component) => this.peakReplicas(component));
    const ofPods = a.multiply(a.add(...pods), a.setting("database_connections_per_pod"));
    const ofTemporal = a.literal(this.settings.temporal_mode === "self-hosted" ? 4 * 50 : 0);
    return a.named("required_connections", a.add(ofPods, ofTemporal));
  }

  private request(component: Component, resource: Resource): N {
    switch (resource) {
      case "cpu":
        return this.a.setting(component.cpu);
      case "memory":
        return this.a.setting(component.memory);
      case "pod_eni":
        return this.a.literal(1);
    }
  }

  private groups(): WorkloadGroup[] {
    return workloadNodeGroups(this.settings).map((group) => ({ group, ...nodeGroupSettings(group) }));
  }

  private schedulable(resource: Resource, { instanceTypes }: WorkloadGroup): N {
    const { given, figure } = resources[resource];
    return this.a.settingOr(given, this.a.nodeFigure("min", instanceTypes, figure, this.a.literal(0)));
  }

  private allocatablePerNode(resource: Resource, group: WorkloadGroup): N {
    const { a } = this;
    const { given, figure } = resources[resource];
    const ofType = a.nodeFigure("min", group.instanceTypes, figure, a.settingOr(given, a.literal(0)));
    return a.named(`${group.group}_node_${resource}`, a.min(a.settingOr(given, ofType), ofType));
  }

  private handFits(resource: "cpu" | "memory", node: N, nodes: N): B {
    const { a } = this;
    let dealt = a.literal(0);
    const hand = this.components.map((component) => {
      const first = dealt;
      dealt = a.named(`${component.name}_dealt`, a.add(dealt, this.peakReplicas(component)));
      const pods = a.subtract(this.roundsBefore(dealt, node, nodes), this.roundsBefore(first, node, nodes));
      return a.multiply(pods, this.request(component, resource));
    });
    const reserve = a.divide(a.setting(resources[resource].reserved), nodes);
    return a.atMost(a.add(...hand, reserve), this.sizeOfNode(resource, node));
  }

  /** Cards that a node has got once `dealt` are dealt to `nodes` nodes in turn. */
  private roundsBefore(dealt: N, node: N, nodes: N): N {
    return this.a.ceil(this.a.divide(this.a.subtract(dealt, node), nodes));
  }

  /** On-demand nodes come first, spot nodes after them. */
  private sizeOfNode(resource: Resource, node: N): N {
    const [app, spot] = this.groups();
    if (app === undefined) throw new Error("the app node group always exists");
    const ofApp = this.allocatablePerNode(resource, app);
    if (spot === undefined) return ofApp;
    const isApp = this.a.atMost(this.a.add(node, this.a.literal(1)), this.a.setting(app.desiredSize));
    return this.a.choose(isApp, ofApp, this.allocatablePerNode(resource, spot));
  }
}
