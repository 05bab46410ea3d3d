import type { Action, Plan, PlannedResource } from "../terraform/plan";
import { isObject, maskOf, unknown } from "../terraform/unknown";
import { show } from "../testing/compare";

/**
 * Something the emulator cannot keep, so that a second plan shows a change where AWS would show none.
 * A row covers an attribute with everything below it, or a whole action.
 */
export type EmulatorLimit = { readonly resourceType: string; readonly reason: string } & (
  | { /** Such as `tags` or `vpc_config.subnet_ids`, without indices. */ readonly attribute: string }
  | { readonly action: Action }
);

/** All that the emulator cannot do. Whatever is not in this table is a defect of a stack or of the emulator. */
export const emulatorLimits: readonly EmulatorLimit[] = [];

/** A change that nothing excuses. */
export interface UnexcusedChange {
  readonly address: string;
  readonly action: Action;
  /** The attributes that would change, without those that are excused; empty for an output. */
  readonly attributes: readonly ChangedAttribute[];
}

export interface ChangedAttribute {
  /** Such as `vpc_config.subnet_ids`, without indices. */
  readonly path: string;
  /** Both as text on one line. */
  readonly before: string;
  readonly after: string;
}

/** Notes which rows of the table were needed, so that a row which no longer is can be found and deleted. */
export class LimitLedger {
  private readonly used = new Set<EmulatorLimit>();

  constructor(readonly limits: readonly EmulatorLimit[] = emulatorLimits) {}

  /** Rows that no plan has needed so far. */
  get unused(): readonly EmulatorLimit[] {
    return this.limits.filter((limit) => !this.used.has(limit));
  }

  use(limit: EmulatorLimit): void {
    this.used.add(limit);
  }
}

/** What a plan that should change nothing would change, without what the emulator cannot do. */
export function unexcusedChanges(plan: Plan, ledger: LimitLedger = new LimitLedger()): readonly UnexcusedChange[] {
  const resources = plan.changes.flatMap((resource) => unexcused(resource, ledger));
  const outputs = plan.outputChanges.map((name): UnexcusedChange => {
    return { address: `output.${name}`, action: plan.outputs[name]?.action ?? "update", attributes: [] };
  });
  return [...resources, ...outputs];
}

/** The changes as lines of text. */
export function formatChanges(changes: readonly UnexcusedChange[]): string {
  const lines = changes.flatMap(({ address, action, attributes }) => [
    `${address}: ${action}`,
    ...attributes.map(({ path, before, after }) => `  ${path}: ${before} → ${after}`),
  ]);
  return lines.join("\n");
}

function unexcused(resource: PlannedResource, ledger: LimitLedger): UnexcusedChange[] {
  const { address, action, type } = resource;
  const rows = ledger.limits.filter((limit) => limit.resourceType === type);
  const whole = rows.find((limit) => "action" in limit && limit.action === action);
  if (whole) {
    ledger.use(whole);
    return [];
  }
  const changed = changedAttributes(resource.before, resource.after, resource.sensitive);
  const attributes = changed.filter(({ path }) => {
    const row = rows.find((limit) => "attribute" in limit && covers(limit.attribute, path));
    if (row) ledger.use(row);
    return row === undefined;
  });
  const isExcused = attributes.length === 0 && changed.length > 0;
  return isExcused ? [] : [{ address, action, attributes }];
}

function covers(attribute: string, path: string): boolean {
  return path === attribute || path.startsWith(`${attribute}.`);
}

/** Where two values differ; values that are sensitive are not shown. */
function changedAttributes(before: unknown, after: unknown, sensitive: unknown, path = ""): ChangedAttribute[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => {
      const child = path ? `${path}.${key}` : key;
      return changedAttributes(before[key] ?? null, after[key] ?? null, maskOf(sensitive, key), child);
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => changedAttributes(item, after[index], maskOf(sensitive, index), path));
  if (after !== unknown && JSON.stringify(before) === JSON.stringify(after)) return [];
  const text = (value: unknown) => (sensitive === true ? "(sensitive)" : show(value));
  return [{ path, before: text(before), after: text(after) }];
}
