import { App, TerraformStack, Testing } from "cdktf";

/** A resource or data source as it stands in the synthesized JSON. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The JSON of one stack, asked by Terraform type and path of construct. */
export class Synthesized {
  constructor(private readonly json: Readonly<Record<string, Record<string, Record<string, Attributes>>>>) {}

  all(type: string, kind: "resource" | "data" = "resource"): Attributes[] {
    return Object.values(this.json[kind]?.[type] ?? {});
  }

  /** The only resource of a type, or the only one with these attributes. */
  one(type: string, attributes: Attributes = {}): Attributes {
    const found = this.all(type).filter((resource) =>
      Object.entries(attributes).every(([name, value]) => resource[name] === value),
    );
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) {
      throw new Error(`expected one ${type} with ${JSON.stringify(attributes)}, got ${found.length}`);
    }
    return only;
  }

  /** Addresses of all resources of a type, as `depends_on` names them. */
  addresses(type: string): string[] {
    return Object.keys(this.json.resource?.[type] ?? {}).map((name) => `${type}.${name}`);
  }
}

export function synthesized(build: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(new App(), "test");
  build(stack);
  return synthesizedStack(stack);
}

export function synthesizedStack(stack: TerraformStack): Synthesized {
  return new Synthesized(JSON.parse(Testing.synth(stack)));
}
