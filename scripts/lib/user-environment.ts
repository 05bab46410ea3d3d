import { mkdirSync } from "node:fs";
import { cacheFolder } from "../../src/terraform/folders";
import type { SynthesizedStack } from "../../src/terraform/manifest";
import { findProviderSource, type Tool, writeCliConfiguration } from "../../src/terraform/provider-source";
import { secretVariables } from "../../src/terraform/secret-variables";

/**
 * The user's own environment for Terraform, credentials and all, but for two things.
 *
 * `TF_VAR_*` of settings are left out: they are in the stacks already, and where a file overrules them, Terraform would
 * turn that round. Only secrets, which stacks leave open, are handed on. And a provider mirror is used where there is one.
 */
export function userEnvironment(
  stacks: readonly SynthesizedStack[],
  tool: Tool,
  base = process.env,
): NodeJS.ProcessEnv {
  const own = Object.entries(base).filter(([name]) => !name.startsWith("TF_VAR_"));
  const open = stacks.map((stack) => secretVariables(stack, base));
  return Object.assign(Object.fromEntries(own), ...open, mirrorConfiguration(tool, base));
}

function mirrorConfiguration(tool: Tool, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const source = findProviderSource(tool, base);
  if (source.kind !== "mirror") return {};
  mkdirSync(cacheFolder, { recursive: true });
  return { TF_CLI_CONFIG_FILE: writeCliConfiguration(source, tool, cacheFolder) };
}
