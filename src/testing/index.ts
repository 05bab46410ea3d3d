/** For those who extend the app and test their stacks: synthesize, plan against the emulator, and expect. */

export { TerraformError } from "../terraform/diagnostics";
export { Emulator, type EmulatorStatistics, type Leftover, type Prerequisites, startEmulator } from "../emulator/emulator";
export { emulatorLimits, formatChanges, LimitLedger, unexcusedChanges } from "../emulator/limits";
export type { Expected, ExpectedAttributes, ResourceClass } from "./expected";
export { matchers, Testing } from "./matchers";
export { Plan, type PlannedCheck, type PlannedOutput, type PlannedResource } from "../terraform/plan";
export { planStack } from "./plan-stack";
export { RequirementError } from "../terraform/requirement-error";
export { openSession, type Session } from "../emulator/session";
export { synthStacks } from "./synth";
export { unknown } from "../terraform/unknown";
