/** For those who extend the app and test their stacks: synthesize, plan against the emulator, and expect. */

export {
  Emulator,
  type EmulatorStatistics,
  type Leftover,
  type Prerequisites,
  startEmulator,
} from "../emulator/emulator";
export { emulatorLimits, formatChanges, LimitLedger, unexcusedChanges } from "../emulator/limits";
export { openSession, type Session } from "../emulator/session";
export { TerraformError } from "../terraform/diagnostics";
export { Plan, type PlannedCheck, type PlannedOutput, type PlannedResource } from "../terraform/plan";
export { RequirementError } from "../terraform/requirement-error";
export { unknown } from "../terraform/unknown";
export type { Expected, ExpectedAttributes, ResourceClass } from "./expected";
export { matchers, Testing } from "./matchers";
export { planStack } from "./plan-stack";
export { synthStacks } from "./synth";
