import type { SynthesizedStack } from "./manifest";

/**
 * `TF_VAR_*` of the sensitive variables of a stack, which never get into its JSON.
 *
 * All others have their resolved value as default, and the environment, which is the weakest source of the settings,
 * would win over it.
 */
export function secretVariables(stack: SynthesizedStack, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const secrets = Object.entries(stack.configuration.variable ?? {}).filter(([, it]) => it.sensitive === true);
  const names = secrets.map(([name]) => `TF_VAR_${name}`).filter((name) => base[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, base[name]]));
}
