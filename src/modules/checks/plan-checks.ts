import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { PlanCheck, PlanChecks as PlanChecksProps } from "../../config/capacity/cluster-checks";
import { Check } from "./check";

/**
 * Renders checks with the locals that they share, so that a plan shows the intermediate results by name.
 *
 * The variables that the checks refer to must be declared in the same stack.
 */
export class PlanChecks extends Construct {
  constructor(scope: Construct, id: string, props: Omit<PlanChecksProps, "variables">) {
    super(scope, id);
    for (const [name, table] of Object.entries(props.tables)) this.addLocal(name, table);
    for (const [name, expression] of props.locals) this.addLocal(name, `\${${expression}}`);
    for (const check of props.checks) {
      new Check(this, check.name, { condition: check.condition, errorMessage: sentence(check) });
    }
  }

  private addLocal(name: string, value: unknown): void {
    new TerraformLocal(this, name, value).overrideLogicalId(name);
  }
}

function sentence(check: PlanCheck): string {
  const text = check.message.map((part) => (typeof part === "string" ? part : `\${${part.figure}}`)).join("");
  return `${text}.`;
}
