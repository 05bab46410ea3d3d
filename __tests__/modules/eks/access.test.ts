import { describe, expect, test } from "vitest";
import { ClusterAccess } from "../../../src/modules/eks/access";
import { NodeRole } from "../../../src/modules/eks/node-role";
import { synthesized } from "./synthesized";

const admins = ["arn:aws:iam::123456789012:role/Admin", "arn:aws:iam::123456789012:user/Ops"];
const access = (partition = "aws") =>
  synthesized(
    (scope) => new ClusterAccess(scope, "access", { clusterName: "c", partition, adminPrincipalArns: admins }),
  );

test("every principal gets an entry and the administrator's policy, keyed by its ARN", () => {
  const forEach = `\${toset(${JSON.stringify(admins).replace(",", ", ")})}`;
  expect(access().one("aws_eks_access_entry")).toMatchObject({ for_each: forEach, principal_arn: "${each.value}" });
  expect(access().one("aws_eks_access_policy_association")).toMatchObject({
    for_each: forEach,
    principal_arn: "${each.value}",
    policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    access_scope: { type: "cluster" },
  });
});

test("the policy is that of the partition", () => {
  expect(access("aws-us-gov").one("aws_eks_access_policy_association").policy_arn).toMatch(/^arn:aws-us-gov:eks::aws:/);
});

test("no entry is written for nodes, whose entry EKS makes", () => {
  expect(access().one("aws_eks_access_entry").type).toBe("STANDARD");
});

describe.each([true, false])("the role of nodes with sessions %s", (ssmEnabled) => {
  const target = { partition: "aws", region: "eu-central-1", accountId: "123456789012" };
  const stack = synthesized((scope) => new NodeRole(scope, "role", { environmentSuffix: "prod", target, ssmEnabled }));

  test("joins the cluster and pulls images by AWS's policies, no more of them", () => {
    expect(stack.all("aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn)).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    ]);
  });

  test("opens sessions only where they are allowed", () => {
    const policies = stack.all("aws_iam_role_policy").map(({ policy }) => policy);
    expect(policies).toEqual(ssmEnabled ? [expect.stringContaining("ssmmessages:OpenDataChannel")] : []);
  });
});
