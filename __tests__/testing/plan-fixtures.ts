import { Plan } from "../../src/terraform/plan";
import type { PlanJson, ResourceChangeJson } from "../../src/terraform/plan-json";

/** A plan as Terraform would show it, of which a test gives only the parts that it is about. */
export function planOf(parts: Partial<PlanJson>): Plan {
  return new Plan("example", { terraform_version: "1.11.4", ...parts });
}

/** A resource change; new unless `before` is given. */
export function changeOf(
  address: string,
  after: unknown,
  more: Partial<ResourceChangeJson["change"]> & { mode?: "managed" | "data" } = {},
): ResourceChangeJson {
  const { mode = "managed", ...change } = more;
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  return {
    address,
    mode,
    type,
    name,
    change: { actions: ["create"], before: null, after, after_unknown: {}, ...change },
  };
}

export function checkOf(name: string, status: "pass" | "fail" | "unknown" | "error", message?: string) {
  const address = { kind: "check", name, to_display: `check.${name}` };
  return { address, status, instances: [{ problems: message === undefined ? [] : [{ message }] }] };
}
