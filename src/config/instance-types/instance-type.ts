/** The figures of one EC2 instance type that decide how many pods fit on a node of that type. */
export interface InstanceType {
  readonly vcpu: number;
  /** Nominal memory in MiB, as EC2 advertises it; what pods can use is less, see `allocatable`. */
  readonly memoryMib: number;
  readonly architecture: "arm64" | "x86_64";
  /**
   * Pods that the network interfaces can address: ENIs × (IPv4 addresses an ENI − 1) + 2, without prefix delegation.
   * A managed node group without an AMI of its own caps it at 110 below 30 vCPUs and at 250 above.
   * https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
   */
  readonly maxPods: number;
  /** Pods that can have a security group of their own (branch ENIs of the trunk); 0 where the type cannot trunk. */
  readonly branchEnis: number;
  /** Whole NVIDIA GPUs; no other maker's type is in the table. */
  readonly gpus: number;
}
