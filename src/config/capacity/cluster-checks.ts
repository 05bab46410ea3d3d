import { amiTypes } from "../ami-types";
import { findInstanceType, instanceTypes } from "../instance-types";
import { kubernetesVersions } from "../kubernetes-versions";
import { enabledNodeGroups, nodeGroupSettings, workloadNodeGroups } from "../node-groups";
import { maxConnections } from "../rds-classes";
import { type Settings, tunableValues } from "../settings-store";
import { nodeFigures } from "./arithmetic";
import { type CapacityCheck, capacityChecks } from "./capacity-checks";
import { Capacity } from "./formula";
import { instanceTypesLocal, type References, terraformArithmetic } from "./terraform-arithmetic";

export type PlanCheck = CapacityCheck<string, string>;

/** The checks of a plan, and the variables and locals that their expressions refer to. */
export interface PlanChecks extends References {
  readonly checks: readonly PlanCheck[];
  /** Tables that the expressions look things up in, by the name of their local. */
  readonly tables: Readonly<Record<string, unknown>>;
}

/**
 * Every check of the cluster's plan, as Terraform expressions.
 *
 * @param privateSubnetCidrs expression of the list of the private subnets' networks
 */
export function planChecks(settings: Settings, privateSubnetCidrs: string): PlanChecks {
  const references: References = { variables: new Set(), locals: new Map() };
  const arithmetic = terraformArithmetic(references);
  const capacity = new Capacity(settings, arithmetic);
  const checks = [
    ...capacityChecks(settings, arithmetic),
    subnetAddresses(capacity.requiredAddresses(), privateSubnetCidrs),
    databaseConnections(capacity.requiredConnections(), references),
    instanceTypesKnown(settings, references),
    architectureConsistency(settings, references),
    standardSupport(references),
  ];
  return { ...references, checks, tables: tables(settings) };
}

/** Five addresses of each subnet belong to AWS. */
function subnetAddresses(required: string, privateSubnetCidrs: string): PlanCheck {
  const available = `sum([for c in ${privateSubnetCidrs} : pow(2, 32 - tonumber(split("/", c)[1])) - 5])`;
  return {
    name: "private_subnet_address_capacity",
    condition: `(${required} <= ${available})`,
    message: [
      "the desired nodes full of pods take ",
      { figure: required },
      " addresses, the private subnets have ",
      { figure: available },
      "; take a larger vpc_cidr or private_subnet_cidrs, or fewer nodes",
    ],
  };
}

function databaseConnections(required: string, references: References): PlanCheck {
  references.variables.add("rds_instance_class");
  // A class outside the table is not judged.
  const available = `try(local.rds_max_connections[var.rds_instance_class], ${required})`;
  return {
    name: "database_connection_capacity",
    condition: `(${required} <= ${available})`,
    message: [
      "a rollout at its peak opens ",
      { figure: required },
      " database connections, rds_instance_class ",
      { figure: "var.rds_instance_class" },
      " accepts ",
      { figure: available },
      "; take a larger class, or lower the replicas or database_connections_per_pod",
    ],
  };
}

/** A type that came with `-var` from a family which this synth did not look up would count as nothing. */
function instanceTypesKnown(settings: Settings, references: References): PlanCheck {
  const types = workloadTypes(settings, references);
  const unknown = `[for t in ${types} : t if !contains(keys(local.${instanceTypesLocal}), t)]`;
  const sizes = (["cpu_millicores", "memory_mib"] as const).map((size) => `node_schedulable_${size}_per_node` as const);
  for (const size of sizes) references.variables.add(size);
  const given = sizes.map((size) => `var.${size} != null`).join(" && ");
  return {
    name: "node_instance_types_known",
    condition: `length(${unknown}) == 0 || (${given})`,
    message: [
      "capacity was not looked up for ",
      { figure: `join(", ", ${unknown})` },
      "; put the types into terraform.tfvars and synthesize again, or give node_schedulable_cpu_millicores_per_node, node_schedulable_memory_mib_per_node and pod_eni_capacity_per_node",
    ],
  };
}

/** Images are built for one architecture, so app and spot nodes share it; and every node boots an image of its own. */
function architectureConsistency(settings: Settings, references: References): PlanCheck {
  const types = workloadTypes(settings, references);
  const groups = enabledNodeGroups(settings).map(nodeGroupSettings);
  const bootable = groups.map(({ instanceTypes, amiType }) => {
    references.variables.add(instanceTypes);
    const image = JSON.stringify(amiTypes[settings[amiType]].architecture);
    return `alltrue([for t in var.${instanceTypes} : try(local.${instanceTypesLocal}[t].architecture, ${image}) == ${image}])`;
  });
  const architectures = `distinct(compact([for t in ${types} : try(local.${instanceTypesLocal}[t].architecture, "")]))`;
  return {
    name: "node_group_architecture_consistency",
    condition: `length(${architectures}) <= 1 && ${bootable.join(" && ")}`,
    message: [
      "app and spot nodes (",
      { figure: `join(", ", ${architectures})` },
      ") must share one architecture, and every group that of its AMI type; make the *_instance_types agree, or synthesize again with another *_ami_type",
    ],
  };
}

/** Expression of the instance types of app and spot nodes. */
function workloadTypes(settings: Settings, references: References): string {
  const groups = workloadNodeGroups(settings);
  const lists = groups.map((group) => nodeGroupSettings(group).instanceTypes);
  for (const list of lists) references.variables.add(list);
  return `concat(${lists.map((list) => `var.${list}`).join(", ")})`;
}

function standardSupport(references: References): PlanCheck {
  references.variables.add("cluster_version");
  const end = "local.kubernetes_standard_support[var.cluster_version]";
  return {
    name: "kubernetes_version_standard_support",
    condition: `timecmp(plantimestamp(), ${end}) < 0`,
    message: [
      "standard support of Kubernetes ",
      { figure: "var.cluster_version" },
      " ended on ",
      { figure: `formatdate("YYYY-MM-DD", ${end})` },
      ", from when the control plane costs six times as much; raise cluster_version by one minor version at a time",
    ],
  };
}

function tables(settings: Settings): PlanChecks["tables"] {
  const ends = Object.entries(kubernetesVersions).map(([v, dates]) => [v, `${dates.endOfStandardSupport}T00:00:00Z`]);
  return {
    [instanceTypesLocal]: instanceFigures(settings),
    rds_max_connections: maxConnections,
    kubernetes_standard_support: Object.fromEntries(ends),
  };
}

/** The types that an operator may reach with `-var`: all sizes of the families that the settings name. */
function instanceFigures(settings: Settings): Readonly<Record<string, object>> {
  const values = tunableValues(settings);
  const named = enabledNodeGroups(settings).flatMap((group) => values[nodeGroupSettings(group).instanceTypes]);
  const families = new Set(named.map((type) => type.split(".")[0]));
  const rows = Object.keys(instanceTypes)
    .filter((type) => families.has(type.split(".")[0]))
    .map((type) => [type, { ...nodeFigures(type), architecture: findInstanceType(type)?.architecture }]);
  return Object.fromEntries(rows);
}
