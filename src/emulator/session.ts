import { existsSync, rmSync } from "node:fs";
import type { TerraformEvent } from "../terraform/diagnostics";
import { readStacks, type SynthesizedStack } from "../terraform/manifest";
import { Plan } from "../terraform/plan";
import {
  findProviderSource,
  type ProviderSource,
  pluginCache,
  writeCliConfiguration,
} from "../terraform/provider-source";
import { secretVariables } from "../terraform/secret-variables";
import { shadowed } from "../terraform/shadow/transform";
import { inStackOrder } from "../terraform/stack-order";
import { Terraform } from "../terraform/terraform";
import type { Emulator } from "./emulator";
import { MissingProviders } from "./missing-providers";
import { variablesToDestroy } from "./protections";
import { type StackTransform, WorkFolder } from "./work-folder";

export type Phase = "init" | "plan" | "apply" | "destroy";

/** How far a stack is. */
export interface Progress {
  readonly stack: string;
  readonly phase: Phase;
  /** Resources done in this phase. */
  readonly done: number;
  /** Resources there are to do; undefined while that is not known. */
  readonly total?: number;
}

export interface SessionOptions {
  readonly emulator: Emulator;
  /** Folder of synthesized stacks, such as `cdktf.out`. */
  readonly folder: string;
  readonly onProgress?: (progress: Progress) => void;
  /** Changes a stack before it is run. @default - it runs as it is */
  readonly transform?: StackTransform;
  /** Plans a shadow of a stack whose providers cannot be had. @default true; false fails for the missing provider */
  readonly shadows?: boolean;
  /** @default - the environment of this process; see {@link Emulator.environment} for what is left of it */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface StackPlanOptions {
  /** Terraform variables to set, as `-var` does it. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Applies the stacks that this one depends on first, unless they are. @default false */
  readonly upstream?: boolean;
  /** Plans the end of the stack. @default false */
  readonly destroy?: boolean;
}

/** At most so many stacks run side by side: an AWS provider takes most of a core and about 1 GiB. */
export const stacksSideBySide = 2;

/** @throws RequirementError if Terraform is missing */
export async function openSession(options: SessionOptions): Promise<Session> {
  const environment = options.environment ?? process.env;
  const terraform = await Terraform.find(environment);
  return new Session(terraform, findProviderSource(terraform.tool, environment), environment, options);
}

/**
 * Synthesized stacks in an emulated account: plans, applies and destroys them with local states in a temporary folder.
 *
 * Commands of one stack must not overlap; those of independent stacks may.
 */
export class Session {
  /** The stacks, each after those it depends on. */
  readonly stacks: readonly SynthesizedStack[];
  readonly work: WorkFolder;
  private readonly emulator: Emulator;
  private readonly configuration: string;
  private readonly ready = new Map<string, Promise<string>>();
  private readonly applied = new Set<string>();
  private readonly missing = new MissingProviders();
  private lastInit: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly terraform: Terraform,
    private readonly providers: ProviderSource,
    private readonly base: NodeJS.ProcessEnv,
    private readonly options: SessionOptions,
  ) {
    this.emulator = options.emulator;
    this.stacks = readStacks(options.folder);
    this.work = new WorkFolder(this.stacks, this.emulator.url, (configuration, stack) =>
      shadowed(options.transform?.(configuration, stack) ?? configuration, new Set(this.missing.of(stack))),
    );
    this.configuration = writeCliConfiguration(providers, terraform.tool, this.work.path);
  }

  /** Makes a working copy of the stack and initializes it, once. Returns its folder. */
  init(name: string): Promise<string> {
    const known = this.ready.get(name);
    if (known) return known;
    const stack = this.find(name);
    // Terraform's plugin cache cannot stand two downloads at the same time.
    const turn = this.providers.kind === "mirror" ? Promise.resolve() : this.lastInit.catch(() => {});
    const folder = turn.then(() => this.initialize(stack));
    this.lastInit = folder;
    this.ready.set(name, folder);
    return folder;
  }

  /** Plans a stack. The plan is what the next {@link apply} applies. */
  async plan(name: string, { upstream, destroy, variables }: StackPlanOptions = {}): Promise<Plan> {
    if (upstream) await this.applyUpstream(name);
    const folder = await this.init(name);
    const out = this.work.planFile(name);
    // A plan that fails must not leave an older one to be applied.
    rmSync(out, { force: true });
    const command = this.command(name, "plan", "planned_change");
    const warnings = await this.terraform.plan(folder, { ...command, out, destroy, variables });
    return new Plan(name, await this.terraform.show(folder, out, command), warnings, this.shadowsOf(name));
  }

  /** Applies the last plan of a stack, or a new one. */
  async apply(name: string): Promise<void> {
    const folder = await this.init(name);
    const planFile = this.work.planFile(name);
    const command = this.command(name, "apply", "apply_complete");
    if (existsSync(planFile)) await this.terraform.apply(folder, planFile, command);
    else await this.terraform.applyAtOnce(folder, command);
    // A plan can be applied once.
    rmSync(planFile, { force: true });
    this.applied.add(name);
  }

  /** Destroys a stack; takes its protections off first, as an operator must. */
  async destroy(name: string): Promise<void> {
    const folder = await this.init(name);
    rmSync(this.work.planFile(name), { force: true });
    const variables = variablesToDestroy(this.find(name));
    const command = () => this.command(name, "destroy", "apply_complete");
    if (Object.keys(variables).length > 0) await this.terraform.applyAtOnce(folder, { ...command(), variables });
    await this.terraform.applyAtOnce(folder, { ...command(), variables, destroy: true });
    this.applied.delete(name);
  }

  /** Does something for every stack in the order of their dependencies, independent ones side by side. */
  forEachStack(task: (stack: string) => Promise<void>, reverse = false): Promise<void> {
    return inStackOrder(this.stacks, { limit: stacksSideBySide, reverse }, ({ name }) => task(name));
  }

  /** The providers of a stack that cannot be had, so that its shadow runs; known once it is initialized. */
  shadowsOf(name: string): readonly string[] {
    return this.missing.of(this.find(name));
  }

  isApplied(name: string): boolean {
    return this.applied.has(name);
  }

  /** Removes the working copies, states and plans. */
  close(): void {
    this.work.remove();
  }

  private async applyUpstream(name: string): Promise<void> {
    const needed = new Set<string>();
    const collect = (stack: SynthesizedStack) => {
      for (const dependency of stack.dependencies) {
        needed.add(dependency);
        collect(this.find(dependency));
      }
    };
    collect(this.find(name));
    const stacks = this.stacks.filter((stack) => needed.has(stack.name) && !this.isApplied(stack.name));
    await inStackOrder(stacks, { limit: stacksSideBySide }, (stack) => this.apply(stack.name));
  }

  private async initialize(stack: SynthesizedStack): Promise<string> {
    this.options.onProgress?.({ stack: stack.name, phase: "init", done: 0 });
    const environment = {
      ...pluginCache(this.providers, this.base),
      ...this.emulator.downloadEnvironment(this.base),
      TF_CLI_CONFIG_FILE: this.configuration,
    };
    for (;;) {
      const shadows = this.missing.of(stack);
      const folder = this.work.add(stack);
      try {
        await this.terraform.init(folder, { environment });
        return folder;
      } catch (error) {
        if (this.options.shadows === false || !this.missing.learn(error)) throw error;
        // Another stack may have learnt of the same provider meanwhile.
        if (this.missing.of(stack).length === shadows.length) throw error;
      }
    }
  }

  private command(name: string, phase: Phase, counted: string) {
    return { environment: this.environment(this.find(name)), onEvent: this.counter(name, phase, counted) };
  }

  /** Counts the events of a type. The stream of an apply begins with its plan, which tells how many there will be. */
  private counter(stack: string, phase: Phase, type: string): (event: TerraformEvent) => void {
    let done = 0;
    let total: number | undefined;
    this.options.onProgress?.({ stack, phase, done });
    return (event) => {
      if (event.type === type) done++;
      else if (event.type === "planned_change") total = (total ?? 0) + 1;
      else return;
      // A replacement is one planned change and two steps.
      this.options.onProgress?.({ stack, phase, done: Math.min(done, total ?? done), total });
    };
  }

  private environment(stack: SynthesizedStack): NodeJS.ProcessEnv {
    return {
      ...this.emulator.environment(this.base),
      ...secretVariables(stack, this.base),
      TF_CLI_CONFIG_FILE: this.configuration,
    };
  }

  private find(name: string): SynthesizedStack {
    const stack = this.stacks.find((it) => it.name === name);
    if (stack) return stack;
    throw new Error(`there is no stack ${name}; there are ${this.stacks.map((it) => it.name).join(", ")}`);
  }
}
