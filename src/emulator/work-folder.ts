import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keepTemporaryFolder, makeTemporaryFolder, removeTemporaryFolder } from "../terraform/folders";
import type { SynthesizedStack } from "../terraform/manifest";
import type { StackConfiguration } from "../terraform/stack-configuration";
import { overrideFile, overrideFileName } from "./override-file";

/** Changes a stack before it is run, for instance when one of its providers cannot be had. */
export type StackTransform = (configuration: StackConfiguration, stack: SynthesizedStack) => StackConfiguration;

/** Working copies of synthesized stacks that run against the emulator, with their states and plans, in a temporary folder. */
export class WorkFolder {
  readonly path = makeTemporaryFolder("stacks");

  constructor(
    private readonly stacks: readonly SynthesizedStack[],
    private readonly url: string,
    private readonly transform?: StackTransform,
  ) {
    for (const folder of ["stacks", "states", "plans"]) mkdirSync(join(this.path, folder));
  }

  /** Copies a stack with its assets, beside an override file. Returns the folder of the copy. */
  add(stack: SynthesizedStack): string {
    const folder = join(this.path, "stacks", stack.name);
    cpSync(stack.folder, folder, {
      recursive: true,
      filter: (source) => !/[\\/]\.terraform(\.lock\.hcl)?$/.test(source),
    });
    const configuration = this.transform?.(stack.configuration, stack) ?? stack.configuration;
    if (configuration !== stack.configuration) writeJson(join(folder, stack.file), configuration);
    const override = overrideFile(configuration, {
      url: this.url,
      stateFile: this.stateFile(stack.name),
      remoteStateFile: (dataSource) => this.stateFile(this.originOf(dataSource, stack)),
    });
    writeJson(join(folder, overrideFileName), override);
    return folder;
  }

  stateFile(stack: string): string {
    return join(this.path, "states", `${stack}.tfstate`);
  }

  planFile(stack: string): string {
    return join(this.path, "plans", `${stack}.tfplan`);
  }

  remove(): void {
    removeTemporaryFolder(this.path);
  }

  keep(): void {
    keepTemporaryFolder(this.path);
  }

  /** The stack whose state a data source reads: CDKTF writes its name into the data source's. */
  private originOf(dataSource: string, stack: SynthesizedStack): string {
    const origin = this.stacks.find(({ name }) => dataSource === `cross-stack-reference-input-${name}`);
    if (origin) return origin.name;
    throw new Error(
      `stack ${stack.name} reads the state data.terraform_remote_state.${dataSource}, which is of no stack of this app; the emulator cannot know what it holds`,
    );
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
