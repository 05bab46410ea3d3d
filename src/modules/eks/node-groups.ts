import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type NodeClass, nodeClassNames } from "./node-classes";
import { NodeGroup, type NodeGroupDefaults, type NodePool } from "./node-group";

export interface NodeGroupsProps extends NodeGroupDefaults {
  /** The groups that exist, each with its size. */
  readonly pools: Partial<Record<NodeClass, NodePool>>;
}

/** The node groups of a cluster, those of the table that have a size. */
export class NodeGroups extends Construct {
  readonly names: string[];
  /** The groups themselves, for what needs nodes to run on. */
  readonly resources: ITerraformDependable[];

  constructor(scope: Construct, id: string, { pools, ...defaults }: NodeGroupsProps) {
    super(scope, id);
    const groups = nodeClassNames.flatMap((nodeClass) => {
      const pool = pools[nodeClass];
      return pool === undefined ? [] : [new NodeGroup(this, nodeClass, { ...defaults, ...pool, nodeClass })];
    });
    this.names = groups.map((group) => group.name);
    this.resources = groups.map((group) => group.resource);
  }
}
