import type { AwsTarget } from "../../../src/modules/identity/aws-target";

/** A target with values that appear nowhere else, so that a literal in a module would show. */
export const target: AwsTarget = {
  partition: "aws-cn",
  region: "cn-north-1",
  accountId: "123456789012",
  dnsSuffix: "amazonaws.com.cn",
  reverseDnsPrefix: "cn.com.amazonaws",
};
