import { expect, test } from "vitest";
import { ebsCsiPolicies } from "../../../src/modules/identity/policies/ebs-csi";
import { managedPolicyArn } from "../../../src/modules/identity/policies/managed";
import { vpcCniPolicies } from "../../../src/modules/identity/policies/vpc-cni";

test.each(["aws", "aws-cn", "aws-us-gov"])("managed policies are those of the partition %s", (partition) => {
  const arn = `arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`;
  expect(managedPolicyArn(partition, "AmazonEKS_CNI_Policy")).toBe(arn);
  expect(vpcCniPolicies(partition)).toEqual({ cni: arn });
});

test("the EBS CSI driver needs no rights to a key when volumes take the account's own", () => {
  expect(Object.keys(ebsCsiPolicies("aws"))).toEqual(["ebs-csi"]);
});

test("with a key of its own the EBS CSI driver may grant that key alone, and to AWS services alone", () => {
  const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/1";
  const policy = ebsCsiPolicies("aws", keyArn)["volume-key"];
  if (typeof policy !== "object") throw new Error(`expected a document, got ${policy}`);
  for (const statement of policy.statements) expect(statement.resources).toEqual([keyArn]);
  expect(policy.statements.find(({ actions }) => actions.includes("kms:CreateGrant"))?.conditions).toEqual({
    Bool: { "kms:GrantIsForAWSResource": "true" },
  });
});
