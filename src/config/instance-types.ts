import { acceleratedTypes } from "./instance-types/accelerated";
import { burstableTypes } from "./instance-types/burstable";
import { computeOptimizedTypes } from "./instance-types/compute-optimized";
import { generalPurposeTypes } from "./instance-types/general-purpose";
import type { InstanceType } from "./instance-types/instance-type";
import { memoryOptimizedTypes } from "./instance-types/memory-optimized";

export type { InstanceType } from "./instance-types/instance-type";

/**
 * EC2 instance types by name, one row a type, bare metal included: the current m, c, r and t families and those with GPUs.
 * A type that is not here works too, once its sizes are given as settings.
 *
 * Sources, read on 2026-11-21:
 * - vCPUs, memory, architecture, GPUs, pods: the instance type reference of aws/karpenter-provider-aws (2026-08-21);
 * - branch ENIs: `pkg/aws/vpc/limits.go` of aws/amazon-vpc-resource-controller-k8s (2026-04-23).
 *
 * The pods equal the formula over the ENI limits of the second source, the branch ENIs equal the first source,
 * and vCPUs, memory, architecture and GPUs equal those that moto 5.2.1 copied from EC2.
 */
export const instanceTypes = {
  ...generalPurposeTypes,
  ...computeOptimizedTypes,
  ...memoryOptimizedTypes,
  ...burstableTypes,
  ...acceleratedTypes,
} satisfies Record<string, InstanceType>;

export type InstanceTypeName = keyof typeof instanceTypes;

/** The row of an instance type, or nothing where the table does not know it: then its sizes must be given. */
export function findInstanceType(name: string): InstanceType | undefined {
  return Object.hasOwn(instanceTypes, name) ? instanceTypes[name as InstanceTypeName] : undefined;
}

/** What a node of a type has left for pods, DaemonSets included. */
export interface Allocatable {
  readonly cpuMillicores: number;
  readonly memoryMib: number;
}

/** Millicores that the kubelet keeps of each core, by the core's position: 6 %, 1 %, twice 0.5 %, then 0.25 %. */
const reservedMillicoresOfFirstCores = [60, 10, 5, 5];
const reservedMillicoresOfFurtherCore = 2.5;

const kubeReservedMemoryMib = 255;
const kubeReservedMemoryMibPerPod = 11;
const hardEvictionMib = 100;

/** The share of the nominal memory that hypervisor and kernel keep: Karpenter's default `vm-memory-overhead-percent`. */
const vmMemoryOverhead = 0.075;

/** Memory that the Arm kernel of EKS keeps for contiguous allocations before anything else. */
const armContiguousMemoryMib = 64;

/**
 * The CPU and memory that Kubernetes can schedule on a node: nominal size less kube-reserved, eviction threshold and overhead of the VM.
 * Bottlerocket and AL2023 reserve alike. Memory is an estimate on the safe side (the overhead is a flat 7.5 %), CPU is exact.
 * Equals, for every row of the table, the allocatable that Karpenter's reference lists.
 *
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
export function allocatable(type: InstanceType): Allocatable {
  const firstCores = reservedMillicoresOfFirstCores.slice(0, type.vcpu);
  const furtherCores = Math.max(0, type.vcpu - reservedMillicoresOfFirstCores.length);
  const reservedMillicores =
    firstCores.reduce((sum, millicores) => sum + millicores, 0) + furtherCores * reservedMillicoresOfFurtherCore;

  const visibleMib = type.memoryMib - (type.architecture === "arm64" ? armContiguousMemoryMib : 0);
  const reservedMib = kubeReservedMemoryMib + kubeReservedMemoryMibPerPod * type.maxPods + hardEvictionMib;

  return {
    cpuMillicores: Math.floor(type.vcpu * 1000 - reservedMillicores),
    memoryMib: visibleMib - Math.ceil(visibleMib * vmMemoryOverhead) - reservedMib,
  };
}
