/** A rule of Checkov that some resources break on purpose. */
export interface Suppression {
  readonly check: `CKV${"" | "2"}_AWS_${number}`;
  /** Paths of the constructs, with the stack in front. */
  readonly resources: readonly string[];
  /** Examples whose settings ask for it. @default - all */
  readonly examples?: readonly string[];
  /** One sentence. */
  readonly reason: string;
}

const stateBuckets = ["state/bucket/state/bucket", "state/bucket/access-logs/bucket"];

/** Every row must still be needed: a test fails for a resource or an example named here that keeps the rule. */
export const suppressions: readonly Suppression[] = [
  {
    check: "CKV_AWS_37",
    resources: ["eks/control-plane/cluster"],
    examples: ["thyme-benchmark"],
    reason:
      "The benchmark cluster lives for hours and saves the cost of control-plane logs, which are all on by default.",
  },
  {
    check: "CKV_AWS_39",
    resources: ["eks/control-plane/cluster"],
    reason:
      "Operators and pipelines outside the VPC use the public endpoint, narrowed to an allow-list (CKV_AWS_38 holds) beside IAM; cluster_endpoint_public_access turns it off.",
  },
  {
    check: "CKV_AWS_144",
    resources: stateBuckets,
    reason: "A state describes one region's resources and is restored from its own old versions.",
  },
  {
    check: "CKV_AWS_145",
    resources: ["state/bucket/access-logs/bucket"],
    reason: "S3 delivers access logs only to a bucket that it encrypts with its own keys (SSE-S3).",
  },
  {
    check: "CKV_AWS_260",
    resources: ["network/groups/clients-http-in"],
    reason:
      "Load balancers listen on port 80 to redirect browsers to HTTPS, and load_balancer_allowed_cidrs says for whom.",
  },
  {
    check: "CKV_AWS_338",
    resources: ["eks/control-plane/logs", "network/flow-logs/log-group"],
    reason:
      "Retention is a setting: a year of these logs costs more than it tells, and who must keep them sets 365 or more days.",
  },
  {
    check: "CKV2_AWS_5",
    resources: ["network/groups/load-balancers", "network/groups/mesh", "network/groups/peering"],
    reason: "Load balancers, mesh gateways and peered workloads are made in the cluster and carry these groups there.",
  },
  {
    check: "CKV2_AWS_62",
    resources: stateBuckets,
    reason: "Nothing is to react to a new state or log file, and access is recorded by the access logs.",
  },
  {
    check: "CKV2_AWS_71",
    resources: ["network/domain/certificate"],
    reason: "One certificate serves all hosts below the platform's own domain, which come and go with the workloads.",
  },
];
