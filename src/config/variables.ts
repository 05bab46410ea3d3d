import { type IResolvable, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import type { Setting } from "./setting";
import { type SettingName, type SettingValue, settingTable, type TunableName } from "./settings";
import { type Settings, tunableValues } from "./settings-store";
import { type Shape, shapeOf } from "./shape";
import { variableBlock } from "./terraform-variable";

/** CDKTF's placeholder for a string. As a type it has no literal in common with any string an operator may choose. */
export type TunableString = `\${TfToken[${string}]}`;

/** CDKTF's placeholder for a number is a double near -1.9e289; as a type it equals no number an operator may choose. */
export type TunableNumber = -1.8881545897087626e289;

/** CDKTF's placeholder for a list is an array of one placeholder: it has neither a length nor items to look at. */
export type TunableList = [TunableString];

/** A tunable setting as code may use it: assignable to an attribute, comparable with no literal. */
export type Tunable<T> =
  NonNullable<T> extends boolean
    ? IResolvable
    : NonNullable<T> extends number
      ? TunableNumber
      : NonNullable<T> extends string
        ? TunableString
        : NonNullable<T> extends readonly unknown[]
          ? TunableList
          : { [key: string]: string };

/** The tunable settings of one stack. */
export type Variables = { readonly [K in TunableName]: Tunable<SettingValue<K>> };

const variableId = (name: string) => `var-${name}`;

/**
 * The tunable settings as Terraform variables of a stack, each declared the first time that it is read.
 *
 * A variable's default is the resolved value, so that `terraform plan` needs no file, and `-var` or `TF_VAR_*` still
 * change it. A sensitive one has no default but null.
 */
export function variablesOf(stack: Construct, settings: Settings): Variables {
  const values = tunableValues(settings);
  const variables = {};
  for (const name of Object.keys(values) as TunableName[]) {
    Object.defineProperty(variables, name, { enumerable: true, get: () => declare(stack, name, values[name]) });
  }
  return variables as Variables;
}

/** Reference to a tunable setting in a Terraform expression that is written by hand, such as a check: `var.<name>`. */
export function variableReference(name: TunableName): string {
  return `var.${name}`;
}

function declare(stack: Construct, name: TunableName, value: unknown): unknown {
  const shape = shapeOf(settingTable[name].schema);
  const existing = stack.node.tryFindChild(variableId(name));
  const variable = existing instanceof TerraformVariable ? existing : newVariable(stack, name, shape, value);
  switch (shape.value.kind) {
    case "number":
      return variable.numberValue;
    case "bool":
      return variable.booleanValue;
    case "list":
      return variable.listValue;
    case "map":
      return Token.asStringMap(variable.value);
    case "string":
      return variable.stringValue;
  }
}

function newVariable(stack: Construct, name: SettingName, shape: Shape, value: unknown): TerraformVariable {
  const setting: Setting = settingTable[name];
  const block = variableBlock(name, shape);
  const variable = new TerraformVariable(stack, variableId(name), {
    type: block.type,
    nullable: block.nullable,
    description: setting.description,
    sensitive: setting.sensitive,
    validation: block.validation && [block.validation],
  });
  variable.overrideLogicalId(name);
  // CDKTF leaves out a default of null, which would make the variable a required one.
  variable.addOverride("default", setting.sensitive === true ? null : value);
  return variable;
}
