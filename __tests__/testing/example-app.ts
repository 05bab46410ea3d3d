import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import {
  type App,
  AssetType,
  LocalBackend,
  S3Backend,
  TerraformAsset,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
} from "cdktf";
import type { Construct } from "constructs";

interface ExampleOptions {
  /** @default "s3" */
  readonly backend?: "s3" | "local";
  /** Arguments of the AWS provider of stack `logs`. */
  readonly provider?: Partial<AwsProviderConfig>;
}

/** A stack as users have them: state in S3, an alias, a role to assume, a protected resource, an asset. */
class LogsStack extends TerraformStack {
  readonly name: string;

  constructor(scope: Construct, id: string, options: ExampleOptions) {
    super(scope, id);
    addProviders(this, options);
    const days = new TerraformVariable(this, "retention", { type: "number", default: 7 });
    days.overrideLogicalId("retention_days");
    const group = new CloudwatchLogGroup(this, "group", {
      name: "/platform/example",
      retentionInDays: days.numberValue,
      lifecycle: { preventDestroy: true },
    });
    this.addOverride("check.retention_is_long", {
      assert: [
        { condition: "${var.retention_days >= 7}", error_message: "${var.retention_days} days is less than a week" },
      ],
    });
    this.name = group.name;
    new TerraformOutput(this, "log_group", { value: group.arn });
  }
}

/** A stack that reads the state of the other one. */
class ReaderStack extends TerraformStack {
  constructor(scope: Construct, id: string, logs: LogsStack, options: ExampleOptions) {
    super(scope, id);
    addProviders(this, options);
    const account = new DataAwsCallerIdentity(this, "account");
    const asset = new TerraformAsset(this, "asset", { path: __filename, type: AssetType.FILE });
    new SsmParameter(this, "parameter", { name: "/platform/group", type: "String", value: logs.name });
    new SsmParameter(this, "elsewhere", {
      name: `/platform/${account.accountId}`,
      type: "String",
      value: `\${basename("${asset.path}")}`,
      provider: new AwsProvider(this, "third", { region: "eu-central-1", alias: "third" }),
    });
  }
}

function addProviders(stack: TerraformStack, { backend = "s3", provider = {} }: ExampleOptions): void {
  if (backend === "local") new LocalBackend(stack, { path: `../${stack.node.id}.tfstate` });
  else new S3Backend(stack, { bucket: "states", key: `${stack.node.id}.tfstate`, region: "eu-west-1" });
  new AwsProvider(stack, "aws", { region: "eu-west-1", defaultTags: [{ tags: { team: "platform" } }], ...provider });
}

/** The stack `logs` alone. */
export function exampleStack(app: App, options: ExampleOptions = {}): void {
  new LogsStack(app, "logs", options);
}

/** Two linked stacks, `logs` and `reader`. */
export function exampleApp(options: ExampleOptions = {}): (app: App) => void {
  return (app) => {
    const logs = new LogsStack(app, "logs", options);
    new ReaderStack(app, "reader", logs, { backend: options.backend });
  };
}
