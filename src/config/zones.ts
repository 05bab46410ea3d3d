/**
 * Ids of the zones in which EKS makes no control plane, by region: it refuses subnets there. Zones have other names in
 * every account, so only their ids say which is meant.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html, 2026-11.
 */
export const zoneIdsWithoutEks = {
  "us-east-1": ["use1-az3"],
  "us-west-1": ["usw1-az2"],
  "ca-central-1": ["cac1-az3"],
} as const satisfies Record<string, readonly string[]>;
