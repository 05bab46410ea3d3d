import { Plan } from "../terraform/plan";
import { failedCheck, type PlannedOptions, passedCheck, planned, type Verdict } from "./expectations";
import type { ExpectedAttributes, ResourceClass } from "./expected";

interface PlanMatchers {
  /**
   * The plan holds a resource of this class with these attributes.
   *
   * ```ts
   * expect(plan).toHavePlanned(EksCluster, { version: "1.35" });
   * expect(plan).toHavePlanned(Subnet, { mapPublicIpOnLaunch: false }, { times: 3, action: "create" });
   * ```
   */
  toHavePlanned<Class extends ResourceClass>(
    resourceClass: Class,
    expected?: ExpectedAttributes<Class>,
    options?: PlannedOptions,
  ): void;
  /** The plan holds exactly so many resources of this class with these attributes. */
  toHavePlannedTimes<Class extends ResourceClass>(
    resourceClass: Class,
    times: number,
    expected?: ExpectedAttributes<Class>,
    options?: Omit<PlannedOptions, "times">,
  ): void;
  /** The check block passed; `unknown` is no pass. */
  toHavePassedCheck(name: string): void;
  /** The check block failed, with a message that contains the string or matches the expression; `unknown` is no failure. */
  toHaveFailedCheck(name: string, message?: string | RegExp): void;
}

declare module "vitest" {
  interface Matchers<T> extends PlanMatchers {}
}

/** For `expect.extend`; done by `src/testing/setup.ts`. */
export const matchers = {
  toHavePlanned: (received: unknown, resourceClass: ResourceClass, expected?: object, options?: PlannedOptions) =>
    lazily(planned(planOf(received), resourceClass, expected, options)),
  toHavePlannedTimes: (
    received: unknown,
    resourceClass: ResourceClass,
    times: number,
    expected?: object,
    options?: Omit<PlannedOptions, "times">,
  ) => lazily(planned(planOf(received), resourceClass, expected, { ...options, times })),
  toHavePassedCheck: (received: unknown, name: string) => lazily(passedCheck(planOf(received), name)),
  toHaveFailedCheck: (received: unknown, name: string, message?: string | RegExp) =>
    lazily(failedCheck(planOf(received), name, message)),
};

/** The matchers as functions that return `{ pass, message }`, in the manner of CDKTF's own `Testing`. */
export const Testing = {
  toHavePlanned: <Class extends ResourceClass>(
    plan: Plan,
    resourceClass: Class,
    expected?: ExpectedAttributes<Class>,
    options?: PlannedOptions,
  ): Verdict => planned(plan, resourceClass, expected, options),
  toHavePassedCheck: passedCheck,
  toHaveFailedCheck: failedCheck,
};

function lazily({ pass, message }: Verdict) {
  return { pass, message: () => message };
}

function planOf(received: unknown): Plan {
  if (received instanceof Plan) return received;
  throw new TypeError("a plan is expected, as planStack and Session.plan return it");
}
