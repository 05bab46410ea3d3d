import type { Diagnostic } from "./diagnostics";
import type {
  ChangeJson,
  CheckJson,
  CheckStatus,
  ModuleJson,
  PlanJson,
  ResourceChangeJson,
  StateResourceJson,
} from "./plan-json";
import { unshadowed } from "./shadow/plan-view";
import { isObject, withUnknowns } from "./unknown";

/** What a plan does with a resource. `forget` takes it out of the state and leaves it alone. */
export type Action = "create" | "update" | "delete" | "replace" | "no-op" | "read" | "forget";

export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  /** Terraform's type, such as `aws_vpc`. */
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Values before the plan; null for a new resource. */
  readonly before: unknown;
  /** Values after the plan, with the symbol {@link unknown} for what is known after the apply; null if it is deleted. */
  readonly after: unknown;
  /** Of the shape of `after`, true where the value is sensitive. */
  readonly sensitive: unknown;
}

export interface PlannedOutput {
  readonly action: Action;
  readonly value: unknown;
  readonly sensitive: boolean;
}

export interface PlannedCheck {
  readonly name: string;
  /** `unknown` is neither a pass nor a failure: the condition depends on something that is known after the apply. */
  readonly status: CheckStatus;
  /** Error messages of the failed assertions. */
  readonly problems: readonly string[];
}

/** A typed reading of `terraform show -json`. */
export class Plan {
  /** Every resource and data source of the stack. */
  readonly resources: readonly PlannedResource[];
  readonly outputs: Readonly<Record<string, PlannedOutput>>;
  /** The `check` blocks, in the order of their names. */
  readonly checks: readonly PlannedCheck[];
  /** What has changed behind Terraform's back. */
  readonly drift: readonly PlannedResource[];

  constructor(
    readonly stack: string,
    json: PlanJson,
    readonly warnings: readonly Diagnostic[] = [],
    /** Providers that were not there, so that this is the plan of a shadow; its resources look like theirs. */
    readonly shadows: readonly string[] = [],
  ) {
    const resources = (changes: readonly ResourceChangeJson[] = []) =>
      (shadows.length > 0 ? changes.flatMap(unshadowed) : changes).map(resourceOfChange);
    const changes = resources(json.resource_changes);
    const changing = new Set(changes.map((resource) => resource.address));
    const read = dataSources(json.prior_state?.values?.root_module).filter(
      (resource) => !changing.has(resource.address),
    );
    this.resources = [...changes, ...read.map(resourceOfState)];
    this.outputs = Object.fromEntries(
      Object.entries(json.output_changes ?? {}).map(([name, it]) => [name, outputOf(it)]),
    );
    this.checks = (json.checks ?? [])
      .filter((check) => check.address.kind === "check")
      .map(checkOf)
      .sort(byName);
    this.drift = resources(json.resource_drift);
  }

  /** The resources that the plan would change. */
  get changes(): readonly PlannedResource[] {
    return this.resources.filter(({ action }) => action !== "no-op" && action !== "read");
  }

  /** The outputs that the plan would change. */
  get outputChanges(): readonly string[] {
    const changed = Object.entries(this.outputs).filter(([, { action }]) => action !== "no-op");
    return changed.map(([name]) => name);
  }

  /** How many resources (without data sources) meet with each action. */
  get counts(): Readonly<Record<Action, number>> {
    const counts = { create: 0, update: 0, delete: 0, replace: 0, "no-op": 0, read: 0, forget: 0 };
    for (const { mode, action } of this.resources) if (mode === "managed") counts[action]++;
    return counts;
  }

  /** The check block of that name, or undefined. */
  check(name: string): PlannedCheck | undefined {
    return this.checks.find((check) => check.name === name);
  }
}

function actionOf(actions: readonly string[]): Action {
  return actions.length > 1 ? "replace" : (actions[0] as Action);
}

function resourceOfChange({ address, mode, type, name, change }: ResourceChangeJson): PlannedResource {
  return {
    ...{ address, mode, type, name },
    action: actionOf(change.actions),
    before: change.before,
    after: withUnknowns(change.after ?? null, change.after_unknown),
    sensitive: change.after_sensitive,
  };
}

function resourceOfState({ address, mode, type, name, values, sensitive_values }: StateResourceJson): PlannedResource {
  return { address, mode, type, name, action: "read", before: values, after: values, sensitive: sensitive_values };
}

function dataSources(module: ModuleJson | undefined): StateResourceJson[] {
  if (!module) return [];
  const own = (module.resources ?? []).filter((resource) => resource.mode === "data");
  return [...own, ...(module.child_modules ?? []).flatMap(dataSources)];
}

function outputOf(change: ChangeJson): PlannedOutput {
  const { actions, after, after_unknown, after_sensitive } = change;
  return {
    action: actionOf(actions),
    value: withUnknowns(after, after_unknown),
    sensitive: isSensitive(after_sensitive),
  };
}

function isSensitive(mask: unknown): boolean {
  if (Array.isArray(mask)) return mask.some(isSensitive);
  return isObject(mask) ? Object.values(mask).some(isSensitive) : mask === true;
}

function checkOf({ address, status, instances }: CheckJson): PlannedCheck {
  const problems = (instances ?? []).flatMap(({ problems }) => (problems ?? []).map(({ message }) => message));
  return { name: address.name, status, problems };
}

function byName(a: PlannedCheck, b: PlannedCheck): number {
  return a.name < b.name ? -1 : 1;
}
