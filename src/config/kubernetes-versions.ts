/** The support dates of one Kubernetes version on EKS, as ISO dates; a phase ends as the day named begins (UTC). */
export interface KubernetesVersion {
  readonly released: string;
  /** After it the control plane costs six times as much an hour, or is upgraded if its upgrade policy is `STANDARD`. */
  readonly endOfStandardSupport: string;
  /** After it EKS upgrades what still runs on the version, and creates no cluster with it. */
  readonly endOfExtendedSupport: string;
}

/**
 * EKS versions with their support dates; those that are gone stay, so that an error can say when they ended.
 *
 * Sources, read on 2026-11-21: the release calendar of the EKS user guide
 * (https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html) as endoflife.date copied it on 2026-08-22.
 */
export const kubernetesVersions = {
  "1.28": { released: "2023-09-26", endOfStandardSupport: "2024-11-26", endOfExtendedSupport: "2025-11-26" },
  "1.29": { released: "2024-01-23", endOfStandardSupport: "2025-03-23", endOfExtendedSupport: "2026-03-23" },
  "1.30": { released: "2024-05-23", endOfStandardSupport: "2025-07-23", endOfExtendedSupport: "2026-07-23" },
  "1.31": { released: "2024-09-26", endOfStandardSupport: "2025-11-26", endOfExtendedSupport: "2026-11-26" },
  "1.32": { released: "2025-01-25", endOfStandardSupport: "2026-03-23", endOfExtendedSupport: "2027-03-23" },
  "1.33": { released: "2025-05-28", endOfStandardSupport: "2026-07-29", endOfExtendedSupport: "2027-07-29" },
  "1.34": { released: "2025-10-06", endOfStandardSupport: "2026-12-02", endOfExtendedSupport: "2027-12-02" },
  "1.35": { released: "2026-01-28", endOfStandardSupport: "2027-03-27", endOfExtendedSupport: "2028-03-27" },
  "1.36": { released: "2026-06-02", endOfStandardSupport: "2027-08-02", endOfExtendedSupport: "2028-08-02" },
} as const satisfies Record<string, KubernetesVersion>;

export type KubernetesVersionName = keyof typeof kubernetesVersions;

/** Versions that EKS still created on 2026-11-21, oldest first. */
export const supportedKubernetesVersions = [
  "1.31",
  "1.32",
  "1.33",
  "1.34",
  "1.35",
  "1.36",
] as const satisfies readonly KubernetesVersionName[];

export type SupportedKubernetesVersion = (typeof supportedKubernetesVersions)[number];

export const defaultKubernetesVersion = "1.35" satisfies SupportedKubernetesVersion;

/** The dates of a version, or nothing where the table does not know it: older than 1.28, newer than the table, or no version. */
export function findKubernetesVersion(name: string): KubernetesVersion | undefined {
  return Object.hasOwn(kubernetesVersions, name) ? kubernetesVersions[name as KubernetesVersionName] : undefined;
}

/** The day on which standard support ends, as an ISO date. */
export function endOfStandardSupport(version: KubernetesVersionName): string {
  return kubernetesVersions[version].endOfStandardSupport;
}

export type SupportPhase = "standard" | "extended" | "ended";

/**
 * The support phase of a version on a day.
 *
 * @param day ISO date (`2026-11-21`); it is an argument because a synth must not depend on the day it runs
 */
export function supportPhase(version: KubernetesVersionName, day: string): SupportPhase {
  const dates = kubernetesVersions[version];
  if (day < dates.endOfStandardSupport) return "standard";
  return day < dates.endOfExtendedSupport ? "extended" : "ended";
}
