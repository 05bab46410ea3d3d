import { z } from "zod";

interface TextShape {
  readonly kind: "string";
  readonly values?: readonly string[];
  readonly pattern?: string;
  readonly format?: "cidrv4";
  readonly description?: string;
  readonly minimum?: number;
}

interface NumberShape {
  readonly kind: "number";
  readonly values?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
}

interface FlagShape {
  readonly kind: "bool";
}

interface ListShape {
  readonly kind: "list";
  readonly item: ValueShape;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface MapShape {
  readonly kind: "map";
  readonly item: ValueShape;
}

/** What a value looks like, as far as Terraform's type system and `validation` blocks can say it. */
export type ValueShape = TextShape | NumberShape | FlagShape | ListShape | MapShape;

export interface Shape {
  readonly value: ValueShape;
  readonly nullable: boolean;
}

/** The part of JSON Schema that zod renders for the value types of `schemas.ts`. */
interface JsonSchema {
  readonly type?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema;
}

/** Reads the shape of a zod schema; fails when the schema says what a Terraform variable cannot. */
export function shapeOf(schema: z.ZodType): Shape {
  const json = z.toJSONSchema(schema) as JsonSchema;
  const options = json.anyOf?.filter((option) => option.type !== "null") ?? [json];
  const [only, ...others] = options;
  if (only === undefined || others.length > 0) throw new Error(`a setting has one type, got ${JSON.stringify(json)}`);
  return { value: valueShape(only), nullable: json.anyOf !== undefined };
}

function valueShape(json: JsonSchema): ValueShape {
  switch (json.type) {
    case "boolean":
      return { kind: "bool" };
    case "integer":
    case "number":
      return numberShape(json);
    case "string":
      return textShape(json);
    case "array":
      return { kind: "list", item: valueShape(json.items ?? {}), minimum: json.minItems, maximum: json.maxItems };
    case "object":
      return { kind: "map", item: valueShape(json.additionalProperties ?? {}) };
    default:
      throw new Error(`a Terraform variable cannot have the type ${JSON.stringify(json)}`);
  }
}

function numberShape(json: JsonSchema): NumberShape {
  return {
    kind: "number",
    values: json.enum?.map(Number),
    minimum: finite(json.minimum),
    maximum: finite(json.maximum),
  };
}

function textShape(json: JsonSchema): TextShape {
  const values = json.enum ?? (json.const === undefined ? undefined : [json.const]);
  const format = json.format === "cidrv4" ? json.format : undefined;
  return {
    kind: "string",
    values: values?.map(String),
    pattern: format === undefined ? json.pattern : undefined,
    format,
    description: json.description,
    minimum: json.minLength,
  };
}

/** `z.int()` has the limits of a double, which no one set. */
function finite(limit: number | undefined): number | undefined {
  return limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}

/** The rule in words, to follow "must be". */
export function ruleText(shape: ValueShape): string {
  switch (shape.kind) {
    case "bool":
      return "true or false";
    case "number":
      return shape.values === undefined ? numberText(shape) : `one of ${shape.values.join(", ")}`;
    case "string":
      return shape.values === undefined ? textRule(shape) : `one of ${shape.values.join(", ")}`;
    case "list":
      return `a list of ${listLimits(shape)}(each ${ruleText(shape.item)})`;
    case "map":
      return `a map (each value ${ruleText(shape.item)})`;
  }
}

function numberText({ minimum, maximum }: NumberShape): string {
  if (minimum !== undefined && maximum !== undefined) return `a whole number from ${minimum} to ${maximum}`;
  return "a whole number";
}

function textRule(shape: TextShape): string {
  if (shape.format === "cidrv4") return "an IPv4 network such as 10.0.0.0/16";
  return shape.description ?? "text";
}

function listLimits({ minimum, maximum }: ListShape): string {
  if (minimum === undefined && maximum === undefined) return "values ";
  if (minimum === undefined) return `at most ${maximum} values `;
  return maximum === undefined ? `at least ${minimum} values ` : `${minimum} to ${maximum} values `;
}
