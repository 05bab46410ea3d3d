import { stacksSideBySide } from "../../src/emulator/session";
import { type Diagnostic, TerraformError } from "../../src/terraform/diagnostics";
import { readStacks, type SynthesizedStack } from "../../src/terraform/manifest";
import { Plan } from "../../src/terraform/plan";
import { shadowNote } from "../../src/terraform/shadow/names";
import { inStackOrder } from "../../src/terraform/stack-order";
import { Terraform } from "../../src/terraform/terraform";
import type { ProgressDisplay } from "./progress";
import { userEnvironment } from "./user-environment";

export type StackOutcome = { readonly stack: string } & (
  | { readonly kind: "planned"; readonly plan: Plan; readonly folder: string }
  /** It reads the outputs of stacks that are not deployed yet, or not with all of them. */
  | { readonly kind: "waiting"; readonly for: readonly string[] }
  | { readonly kind: "failed"; readonly error: Error }
);

/** Name of the saved plan in the folder of its stack. */
export const planFileName = "plan.tfplan";

/** Plans every stack of a folder in the user's own account. Changes nothing there, and takes no lock. */
export async function planStacks(
  folder: string,
  display: ProgressDisplay,
  base: NodeJS.ProcessEnv = process.env,
): Promise<readonly StackOutcome[]> {
  const terraform = await Terraform.find(base);
  const stacks = readStacks(folder);
  const environment = { ...userEnvironment(stacks, terraform.tool, base), TF_IN_AUTOMATION: "1" };
  const outcomes = new Map<string, StackOutcome>();
  await inStackOrder(stacks, { limit: stacksSideBySide }, async (stack) => {
    display.begin(stack.name, "plan");
    const outcome = await planStack(stack, terraform, environment);
    outcomes.set(stack.name, outcome);
    display.end(stack.name, inWords(outcome), outcome.kind === "planned" ? "done" : outcome.kind);
  });
  display.stop();
  return stacks.flatMap(({ name }) => outcomes.get(name) ?? []);
}

export function inWords(outcome: StackOutcome): string {
  if (outcome.kind === "failed") return "failed";
  if (outcome.kind === "waiting") return `waits for ${outcome.for.join(", ")}, not deployed yet`;
  const { counts, shadows } = outcome.plan;
  const parts = (["create", "update", "replace", "delete"] as const).filter((action) => counts[action] > 0);
  const changes = parts.map((action) => `${counts[action]} to ${action}`).join(", ") || "no changes";
  return changes + shadowNote(shadows);
}

async function planStack(
  stack: SynthesizedStack,
  terraform: Terraform,
  environment: NodeJS.ProcessEnv,
): Promise<StackOutcome> {
  const { name, folder } = stack;
  try {
    await terraform.init(folder, { environment });
    const warnings = await terraform.plan(folder, { environment, out: planFileName });
    const json = await terraform.show(folder, planFileName, { environment });
    return { stack: name, kind: "planned", plan: new Plan(name, json, warnings), folder };
  } catch (error) {
    if (error instanceof TerraformError && error.diagnostics.some(isMissingOutput))
      return { stack: name, kind: "waiting", for: stack.dependencies };
    return { stack: name, kind: "failed", error: error as Error };
  }
}

/** The state of another stack is not there, or has not yet the output that is read. */
function isMissingOutput({ severity, address, snippet }: Diagnostic): boolean {
  if (severity !== "error") return false;
  return Boolean(
    address?.startsWith("data.terraform_remote_state.") || snippet?.code.includes("data.terraform_remote_state."),
  );
}
