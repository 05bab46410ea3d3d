import { expect, test } from "vitest";
import { ebsCsiPolicies } from "../../../src/modules/identity/policies/ebs-csi";
import { managedPolicyArn } from "../../../src/modules/identity/policies/managed";
import { sessionManagerPolicy } from "../../../src/modules/identity/policies/session-manager";
import { vpcCniPolicies } from "../../../src/modules/identity/policies/vpc-cni";

test.each(["aws", "aws-cn", "aws-us-gov"])("managed policies are those of the partition %s", (partition) => {
  const arn = `arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`;
  expect(managedPolicyArn(partition, "AmazonEKS_CNI_Policy")).toBe(arn);
  expect(vpcCniPolicies(partition)).toEqual({ cni: arn });
});

test("the EBS CSI driver has AWS's policy for it and no rights to keys", () => {
  expect(ebsCsiPolicies("aws")).toEqual({
    "ebs-csi": "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
  });
});

test("a session takes these actions alone, named one by one, and reads no parameter", () => {
  const { statements } = sessionManagerPolicy({
    partition: "aws-us-gov",
    region: "us-gov-west-1",
    accountId: "123456789012",
  });
  expect(statements).toEqual([
    {
      sid: "OpenSessionChannels",
      actions: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
        (action) => `ssmmessages:${action}`,
      ),
      resources: ["*"],
    },
    {
      sid: "ReportInstance",
      actions: ["ssm:UpdateInstanceInformation"],
      resources: ["arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/*"],
    },
  ]);
});
