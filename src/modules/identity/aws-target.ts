import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";

/** Where resources are made: what ARNs, service principals and endpoint names are built from. All values are tokens. */
export interface AwsTarget {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Ends the host names and the regional service principals of the partition, such as `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Begins the names of interface endpoints, such as `com.amazonaws`. */
  readonly reverseDnsPrefix: string;
}

/** The target as the provider in use sees it, so that the same code serves any region, account and partition. */
export class AwsTargetData extends Construct implements AwsTarget {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const partition = new DataAwsPartition(this, "partition");
    this.partition = partition.partition;
    this.dnsSuffix = partition.dnsSuffix;
    this.reverseDnsPrefix = partition.reverseDnsPrefix;
    this.region = new DataAwsRegion(this, "region").name;
    this.accountId = new DataAwsCallerIdentity(this, "caller").accountId;
  }
}
