import type { ResourceChangeJson } from "../plan-json";
import { maskOf } from "../unknown";
import { addressOf, shadowedName } from "./names";

/** The change of a shadow as that of the resource it stands for; nothing for a data source that goes. */
export function unshadowed(resource: ResourceChangeJson): ResourceChangeJson[] {
  const original = resource.type === "terraform_data" ? shadowedName(resource.name) : undefined;
  if (!original) return [resource];
  const { change } = resource;
  const isData = original.mode === "data";
  if (isData && change.actions.join() === "delete") return [];
  const instance = resource.address.slice(`terraform_data.${resource.name}`.length);
  return [
    {
      ...original,
      address: addressOf(original) + instance,
      change: {
        actions: isData ? ["read"] : change.actions,
        before: argumentsOf(change.before) ?? null,
        after: argumentsOf(change.after) ?? null,
        after_unknown: argumentsOf(change.after_unknown),
        before_sensitive: argumentsOf(change.before_sensitive),
        after_sensitive: argumentsOf(change.after_sensitive),
      },
    },
  ];
}

/** The part of a value, or of a mask, that lies in `input.arguments`. */
function argumentsOf(value: unknown): unknown {
  return maskOf(maskOf(value, "input"), "arguments");
}
