import type { SynthesizedStack } from "../terraform/manifest";

/** Settings that keep resources from being destroyed, with the value that lets them go: what an operator sets first. */
const protections: Readonly<Record<string, boolean>> = {
  force_destroy: true,
  state_deletion_protection: false,
};

/** The variables of a stack that must be changed and applied before it can be destroyed; empty if it can be at once. */
export function variablesToDestroy(stack: SynthesizedStack): Readonly<Record<string, boolean>> {
  const declared = stack.configuration.variable ?? {};
  const inTheWay = Object.entries(protections).filter(
    ([name, value]) => name in declared && declared[name]?.default !== value,
  );
  return Object.fromEntries(inTheWay);
}
