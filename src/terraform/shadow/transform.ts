import type { StackConfiguration } from "../stack-configuration";
import { isObject } from "../unknown";
import { shadowName } from "./names";
import { References } from "./references";
import { type Json, Shadow } from "./shadow";
import { rewriteExpression } from "./template";

/**
 * The stack without some of its providers: each of their resources and data sources is a `terraform_data` with the
 * same arguments, and what refers to it refers to that.
 *
 * `input.arguments` is known in a plan as far as the arguments are. What the provider would compute is taken from
 * `output.computed`: unknown until the apply, as it would be, and then a text that begins with `shadow:`.
 *
 * @param missing local names of the providers
 * @throws Error for a `dynamic` block, whose content only the schema of its provider can place
 */
export function shadowed(stack: StackConfiguration, missing: ReadonlySet<string>): StackConfiguration {
  if (missing.size === 0) return stack;
  const configuration = stack as Json;
  const shadows = shadowsIn(configuration, missing);
  const references = new References(shadows);
  const { terraform, provider, resource, data, variable, import: imports, ...rest } = configuration;
  // Everything is rewritten before the first shadow is written: only then it is known what is taken from it.
  const others = {
    ...entries(rest, (name, value) => [name, sectionOf(name, value, references)]),
    ...section("provider", isObject(provider) ? (references.value(without(provider, missing)) as Json) : {}),
    ...(isObject(variable) && { variable: entries(variable, (name, it) => [name, variableOf(it, references)]) }),
    ...(Array.isArray(imports) && { import: imports.filter((it) => !references.shadowOf(String(it.to))) }),
  };
  const real = (section: unknown) => realResources(section, missing, references);
  const { terraform_data: ownData = {}, ...resources } = real(resource);
  const dataSources = real(data);
  const drafts = shadows.map((shadow) => draftOf(shadow, configuration, references));
  const stands = Object.fromEntries(
    drafts.map(({ shadow, meta, args }) => [shadowName(shadow.resource), { ...meta, input: shadow.input(args) }]),
  );
  const terraformData = { ...(ownData as Json), ...stands };
  return {
    ...others,
    terraform: withoutRequirements(terraform, missing),
    ...section("data", dataSources),
    ...section("resource", { ...resources, ...section("terraform_data", terraformData) }),
  } as StackConfiguration;
}

const metaArguments = ["//", "count", "for_each", "depends_on", "lifecycle"];
/** They name the provider, or act on what is not there. */
const dropped = ["provider", "provisioner", "connection"];

function shadowsIn(configuration: Json, missing: ReadonlySet<string>): Shadow[] {
  return (["resource", "data"] as const).flatMap((section) =>
    blocksOf(configuration[section]).flatMap(({ type, name, block }) => {
      if (!missing.has(providerOf(type, block))) return [];
      const resource = { mode: section === "data" ? "data" : "managed", type, name } as const;
      if ("dynamic" in block) throw new Error(`${type}.${name} has a dynamic block, which no shadow can stand for`);
      const repeated = "count" in block ? "count" : "for_each" in block ? "for_each" : undefined;
      return [new Shadow(resource, without(block, new Set([...metaArguments, ...dropped])), repeated)];
    }),
  );
}

function draftOf(shadow: Shadow, configuration: Json, references: References) {
  const { mode, type, name } = shadow.resource;
  const block = (configuration as Record<string, Record<string, Record<string, Json>>>)[
    mode === "data" ? "data" : "resource"
  ]?.[type]?.[name];
  const meta = Object.fromEntries(Object.entries(block ?? {}).filter(([key]) => metaArguments.includes(key)));
  const args = references.value(shadow.args, shadow) as Json;
  return { shadow, args, meta: metaOf(meta, references, shadow) };
}

/** Resources and data sources of the providers that are there. */
function realResources(section: unknown, missing: ReadonlySet<string>, references: References): Record<string, Json> {
  const result: Record<string, Record<string, unknown>> = {};
  for (const { type, name, block } of blocksOf(section)) {
    if (missing.has(providerOf(type, block))) continue;
    const { provider } = block;
    const kept = provider === undefined ? {} : { provider };
    const resources = result[type] ?? {};
    resources[name] = { ...metaOf(without(block, new Set(["provider"])), references), ...kept };
    result[type] = resources;
  }
  return result;
}

/** A block in which `depends_on` and parts of `lifecycle` hold addresses and no templates. */
function metaOf(block: Json, references: References, self?: Shadow): Json {
  return entries(block, (key, value) => {
    if (key === "depends_on") return [key, strings(value).map((it) => references.address(it))];
    if (key === "lifecycle")
      return [
        key,
        Array.isArray(value)
          ? value.map((it) => lifecycleOf(it, references, self))
          : lifecycleOf(value, references, self),
      ];
    return [key, references.value(value, self)];
  });
}

function lifecycleOf(lifecycle: unknown, references: References, self?: Shadow): unknown {
  if (!isObject(lifecycle)) return lifecycle;
  return entries(lifecycle, (key, value) => {
    if (key === "replace_triggered_by") return [key, strings(value).map((it) => references.trigger(it))];
    if (key !== "ignore_changes") return [key, references.value(value, self)];
    return [key, self && Array.isArray(value) ? strings(value).flatMap((it) => ignoredPath(it, self)) : value];
  });
}

/** Nothing for what is no argument: a shadow has no such thing that could change. */
function ignoredPath(path: string, self: Shadow): string[] {
  if (path === "all") return [path];
  let found: string | undefined;
  rewriteExpression(`self.${path}`, ({ steps }) => {
    found = self.argument(steps);
    return undefined;
  });
  return found === undefined ? [] : [found];
}

function sectionOf(section: string, value: unknown, references: References): unknown {
  if (section === "//") return value;
  if (["output", "module", "check"].includes(section) && isObject(value))
    return entries(value, (name, block) => [name, isObject(block) ? metaOf(block, references) : block]);
  if (["moved", "removed"].includes(section) && Array.isArray(value))
    return value.map((block: Json) =>
      entries(block, (key, it) => [key, typeof it === "string" ? references.address(it) : it]),
    );
  return references.value(value);
}

/** Types and defaults are no expressions. */
function variableOf(variable: unknown, references: References): unknown {
  if (!isObject(variable) || variable.validation === undefined) return variable;
  return { ...variable, validation: references.value(variable.validation) };
}

function withoutRequirements(terraform: unknown, missing: ReadonlySet<string>): unknown {
  if (!isObject(terraform) || !isObject(terraform.required_providers)) return terraform;
  return { ...terraform, required_providers: without(terraform.required_providers, missing) };
}

/** Local name of the provider: the one that is named, else the first word of the type. */
function providerOf(type: string, { provider }: Json): string {
  const name = typeof provider === "string" ? provider.replace(/^\$\{|\}$/g, "") : type;
  return typeof provider === "string" ? (name.split(".")[0] ?? name) : (name.split("_")[0] ?? name);
}

function blocksOf(section: unknown): { readonly type: string; readonly name: string; readonly block: Json }[] {
  if (!isObject(section)) return [];
  return Object.entries(section).flatMap(([type, named]) =>
    isObject(named)
      ? Object.entries(named).flatMap(([name, block]) => (isObject(block) ? [{ type, name, block }] : []))
      : [],
  );
}

/** Terraform does not take a section without a block. */
function section(name: string, content: Json): Json {
  return Object.keys(content).length > 0 ? { [name]: content } : {};
}

function entries(object: Json, change: (key: string, value: unknown) => [string, unknown]): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => change(key, value)));
}

function without(object: Json, keys: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((it) => typeof it === "string");
}
