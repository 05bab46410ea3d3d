import { allocatable, findInstanceType } from "../instance-types";
import type { TunableName } from "../settings";
import type { TunableValues } from "../settings-store";

type NumericName = { [K in TunableName]: TunableValues[K] extends number ? K : never }[TunableName];
type OptionalNumericName = {
  [K in TunableName]: null extends TunableValues[K]
    ? NonNullable<TunableValues[K]> extends number
      ? K
      : never
    : never;
}[TunableName];
type ListName = { [K in TunableName]: TunableValues[K] extends readonly string[] ? K : never }[TunableName];

export type { ListName, NumericName, OptionalNumericName };

/** What the capacity formula asks of an instance type. */
export interface NodeFigures {
  readonly cpu_millicores: number;
  readonly memory_mib: number;
  readonly branch_enis: number;
  readonly gpus: number;
  /** Addresses that the node takes in its subnet when it is full of pods. */
  readonly addresses: number;
}

export type NodeFigure = keyof NodeFigures;

/** Managed node groups cap the pods of a node: 110 below 30 vCPUs, 250 from there on. */
const maxPods = (eniPods: number, vcpu: number) => Math.min(eniPods, vcpu < 30 ? 110 : 250);

export function nodeFigures(instanceType: string): NodeFigures | undefined {
  const type = findInstanceType(instanceType);
  if (type === undefined) return undefined;
  const { cpuMillicores, memoryMib } = allocatable(type);
  return {
    cpu_millicores: Math.floor(cpuMillicores),
    memory_mib: Math.floor(memoryMib),
    branch_enis: type.branchEnis,
    gpus: type.gpus,
    addresses: maxPods(type.maxPods, type.vcpu) + 1,
  };
}

/**
 * The operations in which the capacity formula is written, once; it is read twice, as numbers and as Terraform
 * expressions. `N` stands for a number, `B` for a truth value.
 */
export interface Arithmetic<N, B> {
  literal(value: number): N;
  setting(name: NumericName): N;
  /** A setting that may be absent, and what stands in for it. */
  settingOr(name: OptionalNumericName, otherwise: N): N;
  add(...terms: readonly N[]): N;
  subtract(a: N, b: N): N;
  multiply(a: N, b: N): N;
  divide(a: N, b: N): N;
  ceil(value: N): N;
  min(...values: readonly N[]): N;
  max(...values: readonly N[]): N;
  atMost(a: N, b: N): B;
  all(conditions: readonly B[]): B;
  choose(condition: B, yes: N, no: N): N;
  /** Whether a condition holds for each of the indexes 0 … count − 1. */
  forEachIndex(count: N, condition: (index: N) => B): B;
  /** The smallest or largest figure among the instance types of a setting; a type that is in no table has `otherwise`. */
  nodeFigure(pick: "min" | "max", instanceTypes: ListName, figure: NodeFigure, otherwise: N): N;
  /** Gives an intermediate result a name, under which Terraform shows it. */
  named(name: string, value: N): N;
}

/** The reading as numbers, over the resolved settings. */
export function numbers(values: TunableValues): Arithmetic<number, boolean> {
  return {
    literal: (value) => value,
    setting: (name) => values[name],
    settingOr: (name, otherwise) => values[name] ?? otherwise,
    add: (...terms) => terms.reduce((sum, term) => sum + term, 0),
    subtract: (a, b) => a - b,
    multiply: (a, b) => a * b,
    divide: (a, b) => a / b,
    ceil: (value) => Math.ceil(value),
    min: (...list) => Math.min(...list),
    max: (...list) => Math.max(...list),
    atMost: (a, b) => a <= b,
    all: (conditions) => conditions.every(Boolean),
    choose: (condition, yes, no) => (condition ? yes : no),
    forEachIndex: (count, condition) => Array.from({ length: count }, (_, index) => condition(index)).every(Boolean),
    nodeFigure: (pick, instanceTypes, figure, otherwise) => {
      const figures = values[instanceTypes].map((type) => nodeFigures(type)?.[figure] ?? otherwise);
      return pick === "min" ? Math.min(...figures) : Math.max(...figures);
    },
    named: (_name, value) => value,
  };
}
