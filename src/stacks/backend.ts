import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import type { Settings } from "../config/settings-store";

/**
 * Gives a stack its state backend; states of several environments live side by side, told apart by `environment_suffix`.
 */
export function useBackend(stack: TerraformStack, id: string, settings: Settings): void {
  const lockfile = settings.state_backend === "s3" && settings.state_lock === "lockfile";
  // Check blocks came with 1.5, the S3 lock file with 1.10.
  stack.addOverride("terraform.required_version", lockfile ? ">= 1.10" : ">= 1.5");
  backends[settings.state_backend](stack, id, settings);
}

type UseBackend = (stack: TerraformStack, id: string, settings: Settings) => void;

const backends: Record<Settings["state_backend"], UseBackend> = {
  local: localBackend,
  s3: s3Backend,
  cloud: cloudBackend,
};

function localBackend(stack: TerraformStack, id: string, settings: Settings): void {
  // Relative to the stack's folder: the output is the same on every machine, and clearing the output keeps the state.
  const path = `../../../state/${settings.environment_suffix}/${id}.tfstate`;
  new LocalBackend(stack, { path });
}

function s3Backend(stack: TerraformStack, id: string, settings: Settings): void {
  const { state_bucket, state_lock } = settings;
  if (state_bucket === null) throw new Error("state_backend s3 needs state_bucket, got null");
  new S3Backend(stack, {
    bucket: state_bucket,
    key: `${settings.state_key_prefix}/${settings.environment_suffix}/${id}.tfstate`,
    region: settings.state_region,
    // Without a key, `encrypt` would ask for AES256 in place of the bucket's own KMS key.
    encrypt: settings.state_kms_key_arn === null ? undefined : true,
    kmsKeyId: settings.state_kms_key_arn ?? undefined,
    dynamodbTable: state_lock === "dynamodb" ? settings.state_lock_table : undefined,
  });
  // The bindings are older than the argument.
  if (state_lock === "lockfile") stack.addOverride("terraform.backend.s3.use_lockfile", true);
}

function cloudBackend(stack: TerraformStack, id: string, settings: Settings): void {
  const { cloud_organization } = settings;
  if (cloud_organization === null) throw new Error("state_backend cloud needs cloud_organization, got null");
  const name = `${settings.cloud_workspace_prefix}-${settings.environment_suffix}-${id}`;
  new CloudBackend(stack, {
    hostname: settings.cloud_hostname,
    organization: cloud_organization,
    workspaces: new NamedCloudWorkspace(name),
  });
}
