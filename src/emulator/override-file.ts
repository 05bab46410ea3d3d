import type { OneOrMore, StackConfiguration } from "../terraform/stack-configuration";

interface OverrideOptions {
  /** Address of the emulator. */
  readonly url: string;
  /** File that holds the state of the stack. */
  readonly stateFile: string;
  /** File that holds the state which a `terraform_remote_state` data source reads. */
  readonly remoteStateFile: (dataSource: string) => string;
}

/** Terraform merges files of this ending into the others: https://developer.hashicorp.com/terraform/language/files/override */
export const overrideFileName = "emulator_override.tf.json";

/**
 * The override file that makes a stack run against the emulator: providers, backend, states of other stacks.
 *
 * Terraform merges it argument by argument, a null takes an argument away, and a nested block takes the place of all
 * blocks of its type. So the user's own region, tags and `assume_role` stay. It lies in a working copy and never in
 * the user's output.
 */
export function overrideFile(stack: StackConfiguration, options: OverrideOptions): Record<string, unknown> {
  const providers = awsProviders(stack).map((name) => [name, providerOverrides(stack, name, options.url)]);
  const remoteStates = Object.keys(stack.data?.terraform_remote_state ?? {}).map((name) => [
    name,
    { backend: "local", workspace: null, config: { path: options.remoteStateFile(name) } },
  ]);
  return {
    terraform: { backend: { local: { path: options.stateFile } } },
    ...(providers.length > 0 && { provider: Object.fromEntries(providers) }),
    ...(remoteStates.length > 0 && { data: { terraform_remote_state: Object.fromEntries(remoteStates) } }),
    ...destroyableResources(stack),
  };
}

/** Local names of the AWS provider in a stack; CDKTF writes its source without host and namespace. */
function awsProviders(stack: StackConfiguration): string[] {
  const required = Object.entries(stack.terraform?.required_providers ?? {});
  return required.filter(([name, { source = name }]) => /^(.*\bhashicorp\/)?aws$/.test(source)).map(([name]) => name);
}

/** One block for the default provider, which need not be written down in the stack, and one for each alias. */
function providerOverrides(stack: StackConfiguration, name: string, url: string): object[] {
  const aliases = list(stack.provider?.[name]).flatMap(({ alias }) => (typeof alias === "string" ? [alias] : []));
  return [awsArguments(url), ...aliases.map((alias) => ({ alias, ...awsArguments(url) }))];
}

function awsArguments(url: string): Record<string, unknown> {
  return {
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    // Bucket names in front of a loopback address do not resolve.
    s3_use_path_style: true,
    // A call that is not implemented answers 500, and would be repeated for minutes.
    max_retries: 2,
    // The account id still comes from the emulator: it is another one than the user's.
    allowed_account_ids: null,
    forbidden_account_ids: null,
    // Arguments win over the environment; these would lead away from the emulator.
    access_key: null,
    secret_key: null,
    token: null,
    profile: null,
    shared_config_files: null,
    shared_credentials_files: null,
    http_proxy: url,
    https_proxy: url,
    no_proxy: "127.0.0.1",
    endpoints: [{}],
  };
}

/** A preview takes down what it has made, also what `prevent_destroy` protects in earnest. */
function destroyableResources(stack: StackConfiguration): Record<string, unknown> {
  const types = Object.entries(stack.resource ?? {}).flatMap(([type, resources]) => {
    const held = Object.entries(resources).filter(([, { lifecycle }]) =>
      list(lifecycle).some((it) => it.prevent_destroy),
    );
    return held.length === 0 ? [] : [[type, Object.fromEntries(held.map(([name]) => [name, destroyable]))]];
  });
  return types.length > 0 ? { resource: Object.fromEntries(types) } : {};
}

const destroyable = { lifecycle: [{ prevent_destroy: false }] };

function list<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
