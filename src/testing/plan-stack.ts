import type { App } from "cdktf";
import { type Emulator, startEmulator } from "../emulator/emulator";
import { openSession } from "../emulator/session";
import type { Plan } from "../terraform/plan";
import { synthStacks } from "./synth";

export interface PlanStackOptions {
  /** A running emulator. @default - one of its own, which takes about two seconds more */
  readonly emulator?: Emulator;
  /** Applies the stacks that this one depends on first. @default true */
  readonly upstream?: boolean;
  /** Terraform variables to set, as `-var` does it. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * Plans one stack with the real providers against the emulator.
 *
 * @param source a folder of synthesized stacks, or a function that defines them in an app
 * @throws TerraformError if the plan fails; its message holds what Terraform said
 */
export async function planStack(
  source: string | ((app: App) => void),
  stack: string,
  options: PlanStackOptions = {},
): Promise<Plan> {
  const folder = typeof source === "string" ? source : synthStacks(source);
  const emulator = options.emulator ?? (await startEmulator());
  try {
    const session = await openSession({ emulator, folder });
    try {
      return await session.plan(stack, { upstream: options.upstream ?? true, variables: options.variables });
    } finally {
      session.close();
    }
  } finally {
    if (!options.emulator) await emulator.stop();
  }
}
