import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { cacheFolder } from "./folders";
import { RequirementError } from "./requirement-error";

/** Where providers come from: a configuration that the user has written, a folder, or the registry. */
export type ProviderSource =
  | { readonly kind: "user configuration"; readonly file: string }
  | { readonly kind: "mirror"; readonly folder: string }
  | { readonly kind: "registry" };

/** Name of the folder that a filesystem mirror has for the default registry of each tool. */
const registryHosts = {
  Terraform: "registry.terraform.io",
  OpenTofu: "registry.opentofu.org",
} as const;

export type Tool = keyof typeof registryHosts;

interface Places {
  readonly home: string;
  /** Folders whose children may be a mirror. */
  readonly parents: readonly string[];
}

/**
 * Looks for the providers, in this order: `PLATFORM_PROVIDER_MIRROR`, the file that `TF_CLI_CONFIG_FILE` names (if it
 * exists), the folders that Terraform itself looks into, any mirror directly below /opt, `~/.terraformrc`, the registry.
 */
export function findProviderSource(
  tool: Tool,
  environment: NodeJS.ProcessEnv,
  places: Places = { home: homedir(), parents: ["/opt"] },
): ProviderSource {
  const host = registryHosts[tool];
  const isMirror = (folder: string) => existsSync(join(folder, host));

  const chosen = environment.PLATFORM_PROVIDER_MIRROR;
  if (chosen) {
    if (isMirror(chosen)) return { kind: "mirror", folder: resolve(chosen) };
    const message = `PLATFORM_PROVIDER_MIRROR is ${chosen}, which holds no folder ${host}; fill one with \`terraform providers mirror\` or unset the variable to use the registry`;
    throw new RequirementError("provider mirror", message);
  }
  const configuration = environment.TF_CLI_CONFIG_FILE;
  if (configuration && existsSync(configuration)) return { kind: "user configuration", file: resolve(configuration) };

  const folder = [...impliedMirrors(places.home, environment), ...places.parents.flatMap(children)].find(isMirror);
  if (folder) return { kind: "mirror", folder };

  const personal = join(places.home, tool === "OpenTofu" ? ".tofurc" : ".terraformrc");
  return existsSync(personal) ? { kind: "user configuration", file: personal } : { kind: "registry" };
}

/** Writes the CLI configuration for a source into a folder, unless the user has one. Returns its path. */
export function writeCliConfiguration(source: ProviderSource, tool: Tool, folder: string): string {
  if (source.kind === "user configuration") return source.file;
  const file = join(folder, "terraform.rc");
  writeFileSync(
    file,
    source.kind === "mirror" ? mirrorConfiguration(source.folder, tool) : "disable_checkpoint = true\n",
  );
  return file;
}

/**
 * Settings that let all working copies share one download (an AWS provider takes 700 MB), unless they are linked anyway.
 *
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
 */
export function pluginCache(source: ProviderSource, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (source.kind === "mirror" || environment.TF_PLUGIN_CACHE_DIR) return {};
  const folder = join(cacheFolder, "terraform-plugins");
  mkdirSync(folder, { recursive: true });
  // A working copy has no lock file to break.
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true" };
}

/** What the mirror holds comes from the mirror alone, everything else from the registry. */
function mirrorConfiguration(folder: string, tool: Tool): string {
  const host = join(folder, registryHosts[tool]);
  const held = children(host).flatMap(children);
  const list = JSON.stringify(held.map((provider) => relative(folder, provider)));
  return `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${list}
  }
  direct {
    exclude = ${list}
  }
}
`;
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(home: string, environment: NodeJS.ProcessEnv): string[] {
  const shared = (environment.XDG_DATA_DIRS || ["/usr/local/share", "/usr/share"].join(delimiter)).split(delimiter);
  const personal = environment.XDG_DATA_HOME || join(home, ".local", "share");
  return [
    join(home, ".terraform.d", "plugins"),
    ...[personal, ...shared].map((folder) => join(folder, "terraform", "plugins")),
  ];
}

function children(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => !entry.isFile()).map((entry) => join(folder, entry.name));
}
