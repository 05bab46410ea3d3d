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

const bucketIsWhereTheBackendLooks: Rule = (values, source) => {
  const { state_backend, state_bucket_managed, state_region, aws_region } = values;
  if (state_backend !== "s3" || !state_bucket_managed || state_region === aws_region) return [];
  const rule = `must be aws_region ${aws_region} (${source("aws_region")}) where the state stack makes the bucket`;
  return [problem(values, source, "state_region", rule, "leave it out, or set state_bucket_managed to false")];
};

const clusterIsReachable: Rule = (values, source) => {
  if (values.cluster_endpoint_private_access || values.cluster_endpoint_public_access) return [];
  const rule = "must be true where cluster_endpoint_private_access is false";
  return [problem(values, source, "cluster_endpoint_public_access", rule, "nobody could reach the cluster")];
};

/** Nodes outside the list reach the public endpoint through NAT gateways, whose addresses nobody can know before. */
const nodesReachTheCluster: Rule = (values, source) => {
  const open = values.cluster_endpoint_public_access_cidrs.includes("0.0.0.0/0");
  if (values.cluster_endpoint_private_access || !values.cluster_endpoint_public_access || open) return [];
  const rule = "must be true where cluster_endpoint_public_access_cidrs is restricted";
  return [problem(values, source, "cluster_endpoint_private_access", rule, "the nodes could not reach the cluster")];
};

/** EKS makes the creator's entry itself, and refuses a second one at apply. */
const creatorIsNamedOnce: Rule = (values, source) => {
  const { aws_account_id, aws_role_name, cluster_creator_admin, cluster_admin_principal_arns } = values;
  if (!cluster_creator_admin || aws_role_name === null) return [];
  const creator = `:iam::${aws_account_id}:role/${aws_role_name}`;
  if (!cluster_admin_principal_arns.some((arn) => arn.endsWith(creator))) return [];
  const rule = `must not hold the role of aws_role_name ${aws_role_name}`;
  const wayOut = "it is an administrator by cluster_creator_admin";
  return [problem(values, source, "cluster_admin_principal_arns", rule, wayOut)];
};

const bucketIsNamed: Rule = (values, source) => {
  if (values.state_bucket_managed || values.state_bucket !== null) return [];
  const wayOut = "name the bucket that exists";
  return [problem(values, source, "state_bucket_managed", "needs state_bucket where it is false", wayOut)];
};

export const generalRules: readonly Rule[] = [
  roleNeedsAccount,
  backendIsComplete,
  bucketIsWhereTheBackendLooks,
  clusterIsReachable,
  nodesReachTheCluster,
  creatorIsNamedOnce,
  bucketIsNamed,
];
