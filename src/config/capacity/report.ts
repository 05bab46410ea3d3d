import { type Settings, tunableValues } from "../settings-store";
import { numbers } from "./arithmetic";
import { capacityChecks } from "./capacity-checks";
import { Capacity, type Resource } from "./formula";

/** One line of the capacity table: what a rollout needs at its peak, and what the desired nodes have. */
export interface CapacityRow {
  readonly resource: "CPU" | "memory" | "pod ENIs";
  readonly unit: "m" | "Mi" | "";
  readonly required: number;
  readonly capacity: number;
  /** What the instance types leave after kube-reserved, where that is less. */
  readonly allocatable: number;
  /** The part of the capacity that stays free, in percent; negative where it is too small. */
  readonly headroomPercent: number;
}

const rows = { cpu: ["CPU", "m"], memory: ["memory", "Mi"], pod_eni: ["pod ENIs", ""] } as const;

/** A check of the capacity as the settings alone decide it. */
export interface CapacityVerdict {
  readonly name: string;
  readonly holds: boolean;
  readonly message: string;
}

/** The verdict on the settings before anything can be planned. */
export function capacityVerdicts(settings: Settings): readonly CapacityVerdict[] {
  return capacityChecks(settings, numbers(tunableValues(settings))).map(({ name, condition, message }) => ({
    name,
    holds: condition,
    message: message.map((part) => (typeof part === "string" ? part : part.figure)).join(""),
  }));
}

/** The capacity table of the settings, in numbers. */
export function capacityReport(settings: Settings): readonly CapacityRow[] {
  const formula = new Capacity(settings, numbers(tunableValues(settings)));
  return (Object.keys(rows) as Resource[]).map((key) => {
    const [resource, unit] = rows[key];
    const required = formula.required(key);
    const capacity = formula.capacity(key);
    const allocatable = formula.allocatable(key);
    const headroomPercent = capacity === 0 ? Number.NEGATIVE_INFINITY : ((capacity - required) / capacity) * 100;
    return { resource, unit, required, capacity, allocatable, headroomPercent };
  });
}
