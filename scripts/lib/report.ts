import type { CapacityRow } from "../../src/config/capacity/report";
import type { PlannedCheck } from "../../src/terraform/plan";
import { bad, doubtful, faint, good } from "./style";
import { table } from "./table";

/** A check and the stack that it belongs to. */
export interface StackCheck extends PlannedCheck {
  readonly stack: string;
}

const marks = { pass: good("✓"), fail: bad("✗"), unknown: doubtful("?"), error: bad("!") } as const;

/** The checks as lines; what failed or is not known comes with its reason. */
export function checkLines(checks: readonly StackCheck[]): string[] {
  return checks.flatMap(({ stack, name, status, problems }) => [
    `  ${marks[status]} ${name} ${faint(`(${stack})`)}${status === "unknown" ? " is known after the apply" : ""}`,
    ...problems.map((problem) => `      ${problem}`),
  ]);
}

/** The checks that `--strict` does not accept. */
export function unmetChecks(checks: readonly StackCheck[]): readonly StackCheck[] {
  return checks.filter(({ status }) => status !== "pass");
}

/** Capacity against need, with what stays free. */
export function capacityTable(rows: readonly CapacityRow[]): string {
  const cell = (value: number, unit: string) => `${Math.round(value * 10) / 10} ${unit}`.trim();
  const lines = rows.map(({ resource, unit, required, capacity, allocatable, headroomPercent }) => {
    const headroom = Number.isFinite(headroomPercent) ? `${headroomPercent.toFixed(1)} %` : "none";
    const figures = [required, capacity, allocatable].map((value) => cell(value, unit));
    return [resource, ...figures, headroomPercent < 0 ? bad(headroom) : headroom];
  });
  return table([["", "required", "capacity", "allocatable", "headroom"], ...lines]);
}
