/**
 * AMI types of EKS managed node groups that the platform accepts.
 *
 * Left out: AL2 (ended on 2025-11-26), Windows, `CUSTOM`, and `BOTTLEROCKET_*_NVIDIA_FIPS`, which EKS knows
 * but AWS provider 5.100.0 refuses at plan time.
 *
 * Sources, read on 2026-11-21: `AMITypes` of the EKS model in botocore 1.43.11, and the values AWS provider 5.100.0 accepts.
 */
export const amiTypeNames = [
  "BOTTLEROCKET_ARM_64",
  "BOTTLEROCKET_x86_64",
  "BOTTLEROCKET_ARM_64_FIPS",
  "BOTTLEROCKET_x86_64_FIPS",
  "BOTTLEROCKET_ARM_64_NVIDIA",
  "BOTTLEROCKET_x86_64_NVIDIA",
  "AL2023_ARM_64_STANDARD",
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_NVIDIA",
  "AL2023_x86_64_NVIDIA",
  "AL2023_x86_64_NEURON",
] as const;

export type AmiType = (typeof amiTypeNames)[number];

export type NodeOs = "bottlerocket" | "al2023";
export type NodeArchitecture = "arm64" | "x86_64";
export type NodeAccelerator = "none" | "nvidia" | "neuron";

/** What an AMI type fixes for a node: the operating system decides user data and volumes, the rest which instances it boots on. */
export interface AmiTypeTraits {
  readonly os: NodeOs;
  readonly architecture: NodeArchitecture;
  readonly accelerator: NodeAccelerator;
  /** Cryptography validated to FIPS 140-3, for regulated workloads. */
  readonly fips: boolean;
  /** The volume the system boots from; on Bottlerocket a few GiB that never grow. */
  readonly rootDevice: string;
  /** The volume of images, logs and ephemeral storage, where it is not the root one: size this one. */
  readonly dataDevice?: string;
}

/** https://bottlerocket.dev/en/os/latest/#/concepts/components/: system on `/dev/xvda`, data on `/dev/xvdb`. */
const bottlerocket = { os: "bottlerocket", rootDevice: "/dev/xvda", dataDevice: "/dev/xvdb" } as const;
const al2023 = { os: "al2023", rootDevice: "/dev/xvda" } as const;

export const amiTypes: Readonly<Record<AmiType, AmiTypeTraits>> = {
  BOTTLEROCKET_ARM_64: { ...bottlerocket, architecture: "arm64", accelerator: "none", fips: false },
  BOTTLEROCKET_x86_64: { ...bottlerocket, architecture: "x86_64", accelerator: "none", fips: false },
  BOTTLEROCKET_ARM_64_FIPS: { ...bottlerocket, architecture: "arm64", accelerator: "none", fips: true },
  BOTTLEROCKET_x86_64_FIPS: { ...bottlerocket, architecture: "x86_64", accelerator: "none", fips: true },
  BOTTLEROCKET_ARM_64_NVIDIA: { ...bottlerocket, architecture: "arm64", accelerator: "nvidia", fips: false },
  BOTTLEROCKET_x86_64_NVIDIA: { ...bottlerocket, architecture: "x86_64", accelerator: "nvidia", fips: false },
  AL2023_ARM_64_STANDARD: { ...al2023, architecture: "arm64", accelerator: "none", fips: false },
  AL2023_x86_64_STANDARD: { ...al2023, architecture: "x86_64", accelerator: "none", fips: false },
  AL2023_ARM_64_NVIDIA: { ...al2023, architecture: "arm64", accelerator: "nvidia", fips: false },
  AL2023_x86_64_NVIDIA: { ...al2023, architecture: "x86_64", accelerator: "nvidia", fips: false },
  AL2023_x86_64_NEURON: { ...al2023, architecture: "x86_64", accelerator: "neuron", fips: false },
};

/**
 * The AMI type without FIPS for an operating system, architecture and accelerator.
 *
 * @throws where EKS has none: Neuron exists on AL2023 for x86_64 alone
 */
export function amiTypeFor(os: NodeOs, architecture: NodeArchitecture, accelerator: NodeAccelerator): AmiType {
  const found = amiTypeNames.find((name) => {
    const traits = amiTypes[name];
    return (
      traits.os === os && traits.architecture === architecture && traits.accelerator === accelerator && !traits.fips
    );
  });
  if (found === undefined) {
    throw new Error(`EKS has no AMI type for ${os} on ${architecture} with accelerator ${accelerator}`);
  }
  return found;
}
