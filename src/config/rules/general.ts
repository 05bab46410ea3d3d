import { problem, type Rule } from "./rule";

const roleNeedsAccount: Rule = (values, source) => {
  if (values.aws_role_name === null || values.aws_account_id !== null) return [];
  const wayOut = "set aws_account_id to the account that holds the role";
  return [problem(values, source, "aws_role_name", "needs aws_account_id", wayOut)];
};

const backendIsComplete: Rule = (values, source) => {
  if (values.state_backend === "s3" && values.state_bucket === null) {
    const wayOut = "set state_bucket to the output state_bucket of the state stack";
    return [problem(values, source, "state_backend", "needs state_bucket", wayOut)];
  }
  if (values.state_backend === "cloud" && values.cloud_organization === null) {
    const wayOut = "set cloud_organization to the one that holds the workspaces";
    return [problem(values, source, "state_backend", "needs cloud_organization", wayOut)];
  }
  return [];
};

const clusterIsReachable: Rule = (values, source) => {
  if (values.cluster_endpoint_private_access || values.cluster_endpoint_public_access) return [];
  const rule = "must be true where cluster_endpoint_private_access is false";
  return [problem(values, source, "cluster_endpoint_public_access", rule, "nobody could reach the cluster")];
};

export const generalRules: readonly Rule[] = [roleNeedsAccount, backendIsComplete, clusterIsReachable];
