import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import {
  type App,
  AssetType,
  S3Backend,
  TerraformAsset,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
} from "cdktf";
import type { Construct } from "constructs";

/** A stack as users have them: state in S3, an alias, a role to assume, a protected resource, an asset. */
class LogsStack extends TerraformStack {
  readonly name: string;

  constructor(scope: Construct, id: string, provider: Partial<AwsProviderConfig> = {}) {
    super(scope, id);
    addProviders(this, provider);
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
  constructor(scope: Construct, id: string, logs: LogsStack) {
    super(scope, id);
    addProviders(this);
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

function addProviders(stack: TerraformStack, provider: Partial<AwsProviderConfig> = {}): void {
  new S3Backend(stack, { bucket: "states", key: `${stack.node.id}.tfstate`, region: "eu-west-1" });
  new AwsProvider(stack, "aws", { region: "eu-west-1", defaultTags: [{ tags: { team: "platform" } }], ...provider });
}

/** Two linked stacks, `logs` and `reader`. */
export function exampleApp(provider: Partial<AwsProviderConfig> = {}): (app: App) => void {
  return (app) => {
    const logs = new LogsStack(app, "logs", provider);
    new ReaderStack(app, "reader", logs);
  };
}
