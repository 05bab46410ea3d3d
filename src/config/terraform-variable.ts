import { ruleText, type Shape, type ValueShape } from "./shape";

/** The parts of a Terraform `variable` block that follow from a setting's shape. */
export interface VariableBlock {
  readonly type: string;
  readonly nullable: boolean;
  readonly validation?: { readonly condition: string; readonly errorMessage: string };
}

/** Renders a shape as Terraform's type constraint and `validation`, so that `-var` is held to the same rule as a file. */
export function variableBlock(name: string, shape: Shape): VariableBlock {
  const { value, nullable } = shape;
  const rule = condition(value, `var.${name}`);
  const block = { type: terraformType(value), nullable };
  if (rule === undefined) return block;
  // A conditional evaluates one branch alone; `||` would trip over null.
  const nullSafe = nullable ? `var.${name} == null ? true : (${rule})` : rule;
  return {
    ...block,
    validation: { condition: `\${${nullSafe}}`, errorMessage: `${name} must be ${ruleText(value)}.` },
  };
}

function terraformType(shape: ValueShape): string {
  switch (shape.kind) {
    case "list":
      return `list(${terraformType(shape.item)})`;
    case "map":
      return `map(${terraformType(shape.item)})`;
    default:
      return shape.kind;
  }
}

function condition(shape: ValueShape, reference: string): string | undefined {
  switch (shape.kind) {
    case "bool":
      return undefined;
    case "number":
      return all([
        shape.values && `contains(${JSON.stringify(shape.values)}, ${reference})`,
        shape.values === undefined ? `floor(${reference}) == ${reference}` : undefined,
        shape.minimum === undefined ? undefined : `${reference} >= ${shape.minimum}`,
        shape.maximum === undefined ? undefined : `${reference} <= ${shape.maximum}`,
      ]);
    case "string":
      return all([
        shape.values && `contains(${JSON.stringify(shape.values)}, ${reference})`,
        shape.format && `can(cidrnetmask(${reference}))`,
        shape.pattern && `can(regex(${JSON.stringify(shape.pattern)}, ${reference}))`,
        shape.minimum === undefined ? undefined : `length(${reference}) >= ${shape.minimum}`,
      ]);
    case "list":
      return all([
        each(shape.item, reference),
        shape.minimum === undefined ? undefined : `length(${reference}) >= ${shape.minimum}`,
        shape.maximum === undefined ? undefined : `length(${reference}) <= ${shape.maximum}`,
      ]);
    case "map":
      return each(shape.item, `values(${reference})`);
  }
}

function each(item: ValueShape, reference: string): string | undefined {
  const rule = condition(item, "v");
  return rule && `alltrue([for v in ${reference} : ${rule}])`;
}

function all(rules: readonly (string | undefined)[]): string | undefined {
  const present = rules.filter((rule) => rule !== undefined);
  return present.length === 0 ? undefined : present.join(" && ");
}
