import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey as AwsKmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import type { AwsTarget } from "../identity/aws-target";
import { type PolicyStatement, policyJson } from "../identity/policy";
import { accountStatement } from "./key-policies";

export interface KmsKeyProps {
  /** What the key is called: `alias/<name>-<environmentSuffix>`. */
  readonly name: string;
  readonly environmentSuffix: string;
  readonly description: string;
  /** Days between deletion and the end of the key and of all it encrypted: 7–30. */
  readonly deletionWindowDays: number;
  readonly target: AwsTarget;
  /** Service principals that use the key, beside the account itself. @default - none */
  readonly statements?: readonly PolicyStatement[];
}

/** A symmetric key with an alias, rotated by AWS once a year. Costs $1 a month, and $1 more for each of two rotations. */
export class KmsKey extends Construct {
  readonly arn: string;
  readonly keyId: string;
  readonly aliasName: string;

  constructor(scope: Construct, id: string, props: KmsKeyProps) {
    super(scope, id);
    const key = new AwsKmsKey(this, "key", {
      description: props.description,
      deletionWindowInDays: props.deletionWindowDays,
      enableKeyRotation: true,
      policy: policyJson({ statements: [accountStatement(props.target), ...(props.statements ?? [])] }),
    });
    const alias = new KmsAlias(this, "alias", {
      name: `alias/${physicalName(props.name, props.environmentSuffix, "kmsAlias")}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
    this.keyId = key.keyId;
    this.aliasName = alias.name;
  }
}
