import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings-store";
import { type Variables, variablesOf } from "../config/variables";
import { useBackend } from "./backend";

export interface PlatformStackProps {
  readonly settings: Settings;
}

/**
 * Base of every stack: one state, one AWS provider with the tags of the environment, and the settings in both kinds.
 */
export abstract class PlatformStack extends TerraformStack {
  /** Structural settings: plain values that may decide which resources exist. */
  protected readonly settings: Settings;
  /** Tunable settings: Terraform variables, declared in this stack when first read. */
  protected readonly variables: Variables;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    this.settings = props.settings;
    this.variables = variablesOf(this, props.settings);
    useBackend(this, id, props.settings);
    this.addAwsProvider();
  }

  /** Tags of every resource; launch templates need them spelled out for what EC2 makes from them. */
  protected get tags(): { [key: string]: string } {
    const own = {
      Environment: this.settings.environment_suffix,
      ManagedBy: "terraform",
      Purpose: this.variables.purpose,
    };
    return Fn.merge([this.variables.tags, own]);
  }

  /** An output for operators under a plain name; `terraform output <name>` finds it. */
  protected publish(name: string, value: unknown, description: string, options: { sensitive?: boolean } = {}): void {
    const output = new TerraformOutput(this, `output-${name}`, { value, description, ...options });
    output.overrideLogicalId(name);
  }

  private addAwsProvider(): void {
    const { aws_account_id, aws_role_name } = this.settings;
    new AwsProvider(this, "aws", {
      region: this.variables.aws_region,
      allowedAccountIds: aws_account_id === null ? undefined : [aws_account_id],
      assumeRole: aws_role_name === null ? undefined : [this.assumedRole(aws_account_id, aws_role_name)],
      defaultTags: [{ tags: this.tags }],
    });
    // The bindings pin the release they were generated from; any later 5.x is as good.
    this.addOverride("terraform.required_providers.aws.version", "~> 5.100");
  }

  private assumedRole(accountId: string | null, roleName: string) {
    return {
      roleArn: `arn:${this.partitionOfRegion()}:iam::${accountId}:role/${roleName}`,
      externalId: this.variables.aws_role_external_id,
      sessionName: "eks-platform",
    };
  }

  /** The provider cannot ask itself for its partition, so here alone that follows from the region. */
  private partitionOfRegion(): string {
    const starts = (prefix: string) => Fn.startswith(this.variables.aws_region, prefix);
    return Fn.conditional(starts("cn-"), "aws-cn", Fn.conditional(starts("us-gov-"), "aws-us-gov", "aws"));
  }
}
