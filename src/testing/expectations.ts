import type { Action, Plan, PlannedCheck, PlannedResource } from "../terraform/plan";
import { shadowNote } from "../terraform/shadow/names";
import { type Difference, differences, show } from "./compare";
import type { ResourceClass } from "./expected";

export interface Verdict {
  readonly pass: boolean;
  /** Says why it did not pass, or, if it passed, what was found. */
  readonly message: string;
}

export interface PlannedOptions {
  /** Exactly how many resources must match. @default - one or more */
  readonly times?: number;
  /** What the plan must do with them. @default - anything but deleting them */
  readonly action?: Action;
}

/** Whether a plan holds a resource (or data source) of a class with these attributes. */
export function planned(
  plan: Plan,
  resourceClass: ResourceClass,
  expected: object = {},
  { times, action }: PlannedOptions = {},
): Verdict {
  const candidates = plan.resources
    .filter((resource) => resource.type === resourceClass.tfResourceType && resource.mode === modeOf(resourceClass))
    .map((resource) => ({ resource, found: compare(resource, expected, action) }));
  const matches = candidates.filter(({ found }) => found.length === 0).map(({ resource }) => resource);
  const wanted = describe(resourceClass.tfResourceType, expected, action);
  if (times === undefined ? matches.length > 0 : matches.length === times)
    return {
      pass: true,
      message: `expected the plan of stack ${titleOf(plan)} not to hold ${wanted}\nit holds ${addresses(matches)}`,
    };

  const count = times === undefined ? "" : `${times} × `;
  const head = `expected the plan of stack ${titleOf(plan)} to hold ${count}${wanted}`;
  if (times !== undefined && matches.length > times)
    return { pass: false, message: `${head}\nit holds ${matches.length}: ${addresses(matches)}` };
  const held = matches.length > 0 ? `\nit holds ${matches.length}: ${addresses(matches)}` : "";
  return { pass: false, message: `${head}${held}\n${nearMiss(plan, resourceClass, candidates)}` };
}

/** Whether a check block passed. A check that is `unknown` at plan time has neither passed nor failed. */
export function passedCheck(plan: Plan, name: string): Verdict {
  const check = plan.check(name);
  if (!check) return noSuchCheck(plan, name);
  return { pass: check.status === "pass", message: stateOf(check) };
}

/** Whether a check block failed, with a message that contains or matches `message`. */
export function failedCheck(plan: Plan, name: string, message?: string | RegExp): Verdict {
  const check = plan.check(name);
  if (!check) return noSuchCheck(plan, name);
  if (check.status !== "fail") return { pass: false, message: `expected check ${name} to fail; ${stateOf(check)}` };
  const matches = (problem: string) =>
    message === undefined || (typeof message === "string" ? problem.includes(message) : message.test(problem));
  // `error_message` is required by Terraform, so a failed check has one.
  return check.problems.some(matches)
    ? { pass: true, message: stateOf(check) }
    : { pass: false, message: `expected check ${name} to fail with a message matching ${message}; ${stateOf(check)}` };
}

/** By the name of the base class: importing cdktf for it would cost every test file half a second. */
function modeOf(resourceClass: object): PlannedResource["mode"] {
  const { name } = resourceClass as { readonly name?: string };
  if (name === "TerraformDataSource") return "data";
  return name ? modeOf(Object.getPrototypeOf(resourceClass)) : "managed";
}

function compare(resource: PlannedResource, expected: object, action: Action | undefined): readonly Difference[] {
  const isRight =
    action === undefined ? resource.action !== "delete" && resource.action !== "forget" : resource.action === action;
  const wrongAction = { path: "(action)", expected: action ?? "anything but delete", planned: resource.action };
  const values = resource.action === "delete" ? resource.before : resource.after;
  return [...(isRight ? [] : [wrongAction]), ...differences(expected, values, resource.sensitive)];
}

interface Candidate {
  readonly resource: PlannedResource;
  readonly found: readonly Difference[];
}

function nearMiss(plan: Plan, resourceClass: ResourceClass, candidates: readonly Candidate[]): string {
  const closest = candidates
    .filter(({ found }) => found.length > 0)
    .reduce<Candidate | undefined>((best, it) => (best && best.found.length <= it.found.length ? best : it), undefined);
  if (!closest) {
    const types = [
      ...new Set(plan.resources.map(({ mode, type }) => (mode === "data" ? `data.${type}` : type))),
    ].sort();
    return `it holds no ${candidates.length > 0 ? "other " : ""}${resourceClass.tfResourceType}; it holds ${types.join(", ") || "nothing"}`;
  }
  const { resource, found } = closest;
  const others = candidates.length > 1 ? ` (of ${candidates.length} ${resource.type})` : "";
  const lines = found.map((it) => `  ${it.path}: expected ${it.expected}, planned ${it.planned}`);
  return [`closest is ${resource.address} (${resource.action})${others}:`, ...lines].join("\n");
}

function describe(type: string, expected: object, action: Action | undefined): string {
  const doing = action === undefined ? "" : ` to ${action}`;
  return Object.keys(expected).length === 0 ? `${type}${doing}` : `${type}${doing} with ${show(expected)}`;
}

function addresses(resources: readonly PlannedResource[]): string {
  return resources.map(({ address, action }) => `${address} (${action})`).join(", ") || "none";
}

function stateOf({ name, status, problems }: PlannedCheck): string {
  const meaning = {
    pass: "passed",
    fail: "failed",
    unknown:
      "is unknown: its condition depends on values that are known after the apply, so it has neither passed nor failed",
    error: "could not be evaluated",
  }[status];
  return [`check ${name} ${meaning}`, ...problems.map((problem) => `  ${problem}`)].join("\n");
}

function noSuchCheck(plan: Plan, name: string): never {
  const names = plan.checks.map((check) => check.name).join(", ");
  // Thrown, so that `not` does not turn a misspelled name into a success.
  throw new Error(`stack ${titleOf(plan)} has no check ${name}; it has ${names || "none"}`);
}

function titleOf({ stack, shadows }: Plan): string {
  return stack + shadowNote(shadows);
}
