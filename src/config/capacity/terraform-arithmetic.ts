import type { TunableName } from "../settings";
import type { Arithmetic } from "./arithmetic";

/** What the expressions of one reading refer to: the stack must declare it. */
export interface References {
  readonly variables: Set<TunableName>;
  readonly locals: Map<string, string>;
}

/** Name of the local that holds the figures of the instance types, by type. */
export const instanceTypesLocal = "instance_types";

/** The reading as Terraform expressions, which are strings without `${…}`; notes what they refer to. */
export function terraformArithmetic(references: References): Arithmetic<string, string> {
  const variable = (name: TunableName) => {
    references.variables.add(name);
    return `var.${name}`;
  };
  let depth = 0;
  return {
    literal: (value) => String(value),
    setting: variable,
    settingOr: (name, otherwise) => `coalesce(${variable(name)}, ${otherwise})`,
    add: (...terms) => (terms.length === 0 ? "0" : `(${terms.join(" + ")})`),
    subtract: (a, b) => `(${a} - ${b})`,
    multiply: (a, b) => `(${a} * ${b})`,
    divide: (a, b) => `(${a} / ${b})`,
    ceil: (value) => `ceil(${value})`,
    min: (...list) => `min(${list.join(", ")})`,
    max: (...list) => `max(${list.join(", ")})`,
    atMost: (a, b) => `(${a} <= ${b})`,
    all: (conditions) => `alltrue([${conditions.join(", ")}])`,
    choose: (condition, yes, no) => `(${condition} ? ${yes} : ${no})`,
    forEachIndex: (count, condition) => {
      const index = `i${depth++}`;
      const expression = `alltrue([for ${index} in range(0, ${count}) : ${condition(index)}])`;
      depth--;
      return expression;
    },
    nodeFigure: (pick, instanceTypes, figure, otherwise) =>
      `${pick}([for t in ${variable(instanceTypes)} : try(local.${instanceTypesLocal}[t].${figure}, ${otherwise})]...)`,
    named: (name, value) => {
      references.locals.set(name, value);
      return `local.${name}`;
    },
  };
}
