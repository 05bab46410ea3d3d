import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

export interface CheckProps {
  /** A Terraform expression without `${…}`; it must refer to something, or Terraform refuses the configuration. */
  readonly condition: string;
  /** What an operator reads when the condition is false; may hold `${…}`. */
  readonly errorMessage: string;
}

/**
 * A Terraform `check` block: evaluated in every plan, a warning where it fails.
 *
 * CDKTF has no construct for it. The id is the name of the check, as operators and matchers know it.
 */
export class Check extends TerraformElement {
  constructor(
    scope: Construct,
    private readonly name: string,
    private readonly props: CheckProps,
  ) {
    super(scope, name);
    this.overrideLogicalId(name);
  }

  override toTerraform(): object {
    const { condition, errorMessage } = this.props;
    return { check: { [this.name]: { assert: [{ condition: `\${${condition}}`, error_message: errorMessage }] } } };
  }
}
