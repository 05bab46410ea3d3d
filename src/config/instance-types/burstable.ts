import type { InstanceType } from "./instance-type";

/** Burstable types (t): none of them can trunk, so none carries a pod ENI. Units, sources and date: `../instance-types.ts`. */
export const burstableTypes = {
  "t3.nano": { vcpu: 2, memoryMib: 512, architecture: "x86_64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t3.micro": { vcpu: 2, memoryMib: 1024, architecture: "x86_64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t3.small": { vcpu: 2, memoryMib: 2048, architecture: "x86_64", maxPods: 11, branchEnis: 0, gpus: 0 },
  "t3.medium": { vcpu: 2, memoryMib: 4096, architecture: "x86_64", maxPods: 17, branchEnis: 0, gpus: 0 },
  "t3.large": { vcpu: 2, memoryMib: 8192, architecture: "x86_64", maxPods: 35, branchEnis: 0, gpus: 0 },
  "t3.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "x86_64", maxPods: 58, branchEnis: 0, gpus: 0 },
  "t3.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "x86_64", maxPods: 58, branchEnis: 0, gpus: 0 },

  "t3a.nano": { vcpu: 2, memoryMib: 512, architecture: "x86_64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t3a.micro": { vcpu: 2, memoryMib: 1024, architecture: "x86_64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t3a.small": { vcpu: 2, memoryMib: 2048, architecture: "x86_64", maxPods: 8, branchEnis: 0, gpus: 0 },
  "t3a.medium": { vcpu: 2, memoryMib: 4096, architecture: "x86_64", maxPods: 17, branchEnis: 0, gpus: 0 },
  "t3a.large": { vcpu: 2, memoryMib: 8192, architecture: "x86_64", maxPods: 35, branchEnis: 0, gpus: 0 },
  "t3a.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "x86_64", maxPods: 58, branchEnis: 0, gpus: 0 },
  "t3a.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "x86_64", maxPods: 58, branchEnis: 0, gpus: 0 },

  "t4g.nano": { vcpu: 2, memoryMib: 512, architecture: "arm64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t4g.micro": { vcpu: 2, memoryMib: 1024, architecture: "arm64", maxPods: 4, branchEnis: 0, gpus: 0 },
  "t4g.small": { vcpu: 2, memoryMib: 2048, architecture: "arm64", maxPods: 11, branchEnis: 0, gpus: 0 },
  "t4g.medium": { vcpu: 2, memoryMib: 4096, architecture: "arm64", maxPods: 17, branchEnis: 0, gpus: 0 },
  "t4g.large": { vcpu: 2, memoryMib: 8192, architecture: "arm64", maxPods: 35, branchEnis: 0, gpus: 0 },
  "t4g.xlarge": { vcpu: 4, memoryMib: 16384, architecture: "arm64", maxPods: 58, branchEnis: 0, gpus: 0 },
  "t4g.2xlarge": { vcpu: 8, memoryMib: 32768, architecture: "arm64", maxPods: 58, branchEnis: 0, gpus: 0 },
} satisfies Record<string, InstanceType>;
