import type { InstanceType } from "./instance-type";

/** Types with NVIDIA GPUs (g4dn, g5, g5g, g6, g6e, gr6). Units, sources and date: `../instance-types.ts`. */
export const acceleratedTypes = {
  "g4dn.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "x86_64", maxPods: 29, branchEnis: 39, gpus: 1 },
  "g4dn.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "x86_64", maxPods: 29, branchEnis: 39, gpus: 1 },
  "g4dn.4xlarge": { vcpu: 16, memoryMib: 65536, architecture: "x86_64", maxPods: 29, branchEnis: 59, gpus: 1 },
  "g4dn.8xlarge": { vcpu: 32, memoryMib: 131072, architecture: "x86_64", maxPods: 58, branchEnis: 58, gpus: 1 },
  "g4dn.12xlarge": { vcpu: 48, memoryMib: 196608, architecture: "x86_64", maxPods: 234, branchEnis: 54, gpus: 4 },
  "g4dn.16xlarge": { vcpu: 64, memoryMib: 262144, architecture: "x86_64", maxPods: 58, branchEnis: 118, gpus: 1 },
  "g4dn.metal": { vcpu: 96, memoryMib: 393216, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 8 },

  "g5.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "x86_64", maxPods: 58, branchEnis: 4, gpus: 1 },
  "g5.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "x86_64", maxPods: 58, branchEnis: 17, gpus: 1 },
  "g5.4xlarge": { vcpu: 16, memoryMib: 65536, architecture: "x86_64", maxPods: 234, branchEnis: 34, gpus: 1 },
  "g5.8xlarge": { vcpu: 32, memoryMib: 131072, architecture: "x86_64", maxPods: 234, branchEnis: 84, gpus: 1 },
  "g5.12xlarge": { vcpu: 48, memoryMib: 196608, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 4 },
  "g5.16xlarge": { vcpu: 64, memoryMib: 262144, architecture: "x86_64", maxPods: 234, branchEnis: 114, gpus: 1 },
  "g5.24xlarge": { vcpu: 96, memoryMib: 393216, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 4 },
  "g5.48xlarge": { vcpu: 192, memoryMib: 786432, architecture: "x86_64", maxPods: 345, branchEnis: 115, gpus: 8 },

  "g5g.xlarge": { vcpu: 4, memoryMib: 8192, architecture: "arm64", maxPods: 58, branchEnis: 18, gpus: 1 },
  "g5g.2xlarge": { vcpu: 8, memoryMib: 16384, architecture: "arm64", maxPods: 58, branchEnis: 38, gpus: 1 },
  "g5g.4xlarge": { vcpu: 16, memoryMib: 32768, architecture: "arm64", maxPods: 234, branchEnis: 54, gpus: 1 },
  "g5g.8xlarge": { vcpu: 32, memoryMib: 65536, architecture: "arm64", maxPods: 234, branchEnis: 54, gpus: 1 },
  "g5g.16xlarge": { vcpu: 64, memoryMib: 131072, architecture: "arm64", maxPods: 737, branchEnis: 107, gpus: 2 },
  "g5g.metal": { vcpu: 64, memoryMib: 131072, architecture: "arm64", maxPods: 737, branchEnis: 107, gpus: 2 },

  "g6.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "x86_64", maxPods: 58, branchEnis: 18, gpus: 1 },
  "g6.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "x86_64", maxPods: 58, branchEnis: 38, gpus: 1 },
  "g6.4xlarge": { vcpu: 16, memoryMib: 65536, architecture: "x86_64", maxPods: 234, branchEnis: 54, gpus: 1 },
  "g6.8xlarge": { vcpu: 32, memoryMib: 131072, architecture: "x86_64", maxPods: 234, branchEnis: 84, gpus: 1 },
  "g6.12xlarge": { vcpu: 48, memoryMib: 196608, architecture: "x86_64", maxPods: 234, branchEnis: 114, gpus: 4 },
  "g6.16xlarge": { vcpu: 64, memoryMib: 262144, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 1 },
  "g6.24xlarge": { vcpu: 96, memoryMib: 393216, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 4 },
  "g6.48xlarge": { vcpu: 192, memoryMib: 786432, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 8 },

  "g6e.xlarge": { vcpu: 4, memoryMib: 32768, architecture: "x86_64", maxPods: 58, branchEnis: 18, gpus: 1 },
  "g6e.2xlarge": { vcpu: 8, memoryMib: 65536, architecture: "x86_64", maxPods: 58, branchEnis: 38, gpus: 1 },
  "g6e.4xlarge": { vcpu: 16, memoryMib: 131072, architecture: "x86_64", maxPods: 234, branchEnis: 54, gpus: 1 },
  "g6e.8xlarge": { vcpu: 32, memoryMib: 262144, architecture: "x86_64", maxPods: 234, branchEnis: 84, gpus: 1 },
  "g6e.12xlarge": { vcpu: 48, memoryMib: 393216, architecture: "x86_64", maxPods: 292, branchEnis: 112, gpus: 4 },
  "g6e.16xlarge": { vcpu: 64, memoryMib: 524288, architecture: "x86_64", maxPods: 737, branchEnis: 107, gpus: 1 },
  "g6e.24xlarge": { vcpu: 96, memoryMib: 786432, architecture: "x86_64", maxPods: 492, branchEnis: 102, gpus: 4 },
  "g6e.48xlarge": { vcpu: 192, memoryMib: 1572864, architecture: "x86_64", maxPods: 492, branchEnis: 82, gpus: 8 },

  "gr6.4xlarge": { vcpu: 16, memoryMib: 131072, architecture: "x86_64", maxPods: 234, branchEnis: 54, gpus: 1 },
  "gr6.8xlarge": { vcpu: 32, memoryMib: 262144, architecture: "x86_64", maxPods: 234, branchEnis: 84, gpus: 1 },
} satisfies Record<string, InstanceType>;
