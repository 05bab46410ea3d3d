import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackConfiguration } from "./stack-configuration";

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** Folder that holds its `cdk.tf.json` and its assets. */
  readonly folder: string;
  /** Name of its file in {@link folder}. */
  readonly file: string;
  /** Names of the stacks that must be applied before it. */
  readonly dependencies: readonly string[];
  readonly configuration: StackConfiguration;
}

interface ManifestJson {
  readonly stacks: Readonly<
    Record<
      string,
      { name: string; synthesizedStackPath: string; workingDirectory: string; dependencies: readonly string[] }
    >
  >;
}

/**
 * The synthesized stacks of a folder such as `cdktf.out`, each after those it depends on.
 *
 * @throws Error if the folder holds none
 */
export function readStacks(outputFolder: string): readonly SynthesizedStack[] {
  const file = join(outputFolder, "manifest.json");
  if (!existsSync(file))
    throw new Error(`${outputFolder} holds no synthesized stacks (no manifest.json); synthesize first`);
  const { stacks } = JSON.parse(readFileSync(file, "utf8")) as ManifestJson;
  const read = Object.values(stacks).map((stack): SynthesizedStack => {
    const path = join(outputFolder, stack.synthesizedStackPath);
    return {
      name: stack.name,
      folder: join(outputFolder, stack.workingDirectory),
      file: stack.synthesizedStackPath.slice(stack.workingDirectory.length + 1),
      dependencies: stack.dependencies,
      configuration: JSON.parse(readFileSync(path, "utf8")) as StackConfiguration,
    };
  });
  return sorted(read);
}

function sorted(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
  const done = new Set<string>();
  const result: SynthesizedStack[] = [];
  const visit = (stack: SynthesizedStack) => {
    if (done.has(stack.name)) return;
    done.add(stack.name);
    for (const name of stack.dependencies) for (const other of stacks) if (other.name === name) visit(other);
    result.push(stack);
  };
  stacks.forEach(visit);
  return result;
}
