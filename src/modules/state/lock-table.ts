import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";

export interface LockTableProps {
  /** Physical name, 3–255 characters. */
  readonly tableName: string;
  /** Key that encrypts the table. @default - the account's AWS managed key of DynamoDB */
  readonly kmsKeyArn?: string;
  /** Refuses to delete the table: must be lifted and applied before `destroy`. */
  readonly deletionProtection: boolean | IResolvable;
}

/** The table in which Terraform older than 1.10 locks state in S3. The locks cost next to nothing, paid by request. */
export class LockTable extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LockTableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name: props.tableName,
      billingMode: "PAY_PER_REQUEST",
      // Terraform asks for this key by name.
      hashKey: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: props.kmsKeyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: props.deletionProtection,
    });
    this.name = table.name;
    this.arn = table.arn;
  }
}
