import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { makeTemporaryFolder } from "../terraform/folders";
import { readStacks, type SynthesizedStack } from "../terraform/manifest";
import { isObject } from "../terraform/unknown";

/** The one stack of a folder that {@link joinStacks} has made. */
export const joinedStack = "joined";

/** Stacks that are one configuration. */
interface JoinedStacks {
  /** Folder of synthesized stacks that holds {@link joinedStack} alone. */
  readonly folder: string;
  /** Path of the construct behind each address, with the stack in front: `eks/control-plane/cluster`. */
  readonly constructs: ReadonlyMap<string, string>;
}

type Json = Readonly<Record<string, unknown>>;
type Named<T> = Readonly<Record<string, T>>;

/** What CDKTF writes into a stack besides what Terraform needs. */
interface Notes {
  readonly output?: Named<{ readonly value?: unknown }>;
  readonly resource?: Named<Named<{ readonly "//"?: { readonly metadata?: { readonly path?: string } } }>>;
}

/**
 * All synthesized stacks of an app as one configuration, in a temporary folder.
 *
 * One plan then shows everything from an empty account: no stack waits for the state of another, and what reads
 * the plan sees the references between stacks.
 *
 * @throws Error if two stacks hold one resource, or different things under one name
 */
export function joinStacks(outputFolder: string): JoinedStacks {
  const stacks = readStacks(outputFolder);
  const folder = makeTemporaryFolder("joined");
  const work = join(folder, "stacks", joinedStack);
  mkdirSync(work, { recursive: true });
  for (const stack of stacks) cpSync(stack.folder, work, { recursive: true, filter: isSource });
  const joined = stacks
    .map((stack) => withoutBackend(resolved(stack, stacks)))
    .reduce((all, stack) => merged(all, stack), {});
  writeJson(join(work, "cdk.tf.json"), joined);
  writeJson(join(folder, "manifest.json"), { stacks: { [joinedStack]: manifestOfJoined } });
  return { folder, constructs: new Map(stacks.flatMap(constructsOf)) };
}

const manifestOfJoined = {
  name: joinedStack,
  synthesizedStackPath: `stacks/${joinedStack}/cdk.tf.json`,
  workingDirectory: `stacks/${joinedStack}`,
  dependencies: [],
};

function isSource(path: string): boolean {
  return !/[\\/]\.terraform(\.lock\.hcl)?$/.test(path);
}

/** The stack with what it reads from other states replaced by what those stacks put there. */
function resolved(stack: SynthesizedStack, stacks: readonly SynthesizedStack[]): Json {
  const reference = /data\.terraform_remote_state\.cross-stack-reference-input-([\w-]+)\.outputs\.([\w-]+)/g;
  const text = JSON.stringify(stack.configuration).replace(reference, (_, origin: string, output: string) => {
    const source = stacks.find(({ name }) => name === origin);
    const value = (source?.configuration as Notes | undefined)?.output?.[output]?.value;
    const [, expression] = typeof value === "string" ? (/^\$\{([^"]*)\}$/.exec(value) ?? []) : [];
    if (expression === undefined) throw new Error(`output ${output} of stack ${origin} is no reference, got ${value}`);
    return expression;
  });
  return JSON.parse(text) as Json;
}

function withoutBackend({ "//": _, output: _output, terraform, data, ...rest }: Json): Json {
  const { required_providers } = terraform as Json;
  const { terraform_remote_state: _states, ...others } = (data ?? {}) as Json;
  return { ...rest, data: others, terraform: { required_providers } };
}

/** Both together. Data sources, variables and providers that both have must be equal; a resource belongs to one. */
function merged(one: Json, other: Json, path: readonly string[] = []): Json {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = result[key];
    const place = [...path, key];
    if (known === undefined) result[key] = value;
    else if (isGroup(place) && isObject(known) && isObject(value)) result[key] = merged(known, value, place);
    else if (place[0] === "resource" || !isDeepStrictEqual(withoutNote(known), withoutNote(value)))
      throw new Error(`two stacks hold ${place.join(".")}`);
  }
  return result;
}

/** A section of the configuration, or a type in one. */
function isGroup([section = "", ...rest]: readonly string[]): boolean {
  return rest.length === 0 || (rest.length === 1 && ["resource", "data", "terraform"].includes(section));
}

/** The note says in which stack a block is. */
function withoutNote(value: unknown): unknown {
  return isObject(value) ? { ...value, "//": undefined } : value;
}

function constructsOf({ configuration }: SynthesizedStack): [string, string][] {
  return Object.entries((configuration as Notes).resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources).flatMap(([name, { "//": note }]): [string, string][] =>
      note?.metadata?.path ? [[`${type}.${name}`, note.metadata.path]] : [],
    ),
  );
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
