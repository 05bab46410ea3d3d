import { expect, test } from "vitest";
import { IrsaRole, type IrsaRoleProps } from "../../../src/modules/identity/irsa";
import { synthesized } from "../eks/synthesized";

const props: IrsaRoleProps = {
  name: "external-dns",
  environmentSuffix: "prod",
  oidcProviderArn: "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1",
  oidcIssuer: "oidc.example/id/1",
  namespace: "dns",
  serviceAccount: "external-dns",
  policies: {},
};

test("the trust names one service account and STS as audience, both exactly", () => {
  const stack = synthesized((scope) => new IrsaRole(scope, "role", props));
  expect(stack.one("aws_iam_role").assume_role_policy).toMatchInlineSnapshot(
    `"\${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Sid" = "AssumeRoleWithWebIdentity", "Effect" = "Allow", "Principal" = {"Federated" = "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/1"}, "Action" = ["sts:AssumeRoleWithWebIdentity"], "Condition" = {"StringEquals" = zipmap([join(":", ["oidc.example/id/1", "sub"]), join(":", ["oidc.example/id/1", "aud"])], ["system:serviceaccount:dns:external-dns", "sts.amazonaws.com"])}}]})}"`,
  );
});

test("an ARN is attached and a document becomes an inline policy", () => {
  const stack = synthesized(
    (scope) =>
      new IrsaRole(scope, "role", {
        ...props,
        policies: {
          managed: "arn:aws:iam::aws:policy/ReadOnlyAccess",
          own: { statements: [{ sid: "List", actions: ["route53:ListHostedZones"], resources: ["*"] }] },
        },
      }),
  );
  expect(stack.one("aws_iam_role_policy_attachment").policy_arn).toBe("arn:aws:iam::aws:policy/ReadOnlyAccess");
  expect(stack.one("aws_iam_role_policy")).toMatchObject({
    name: "own",
    policy: expect.stringContaining("route53:ListHostedZones"),
  });
});

test("permissions hold every policy of the role, so that a dependent outlives none of them", () => {
  const policies = { a: "arn:aws:iam::aws:policy/A", b: { statements: [{ sid: "B", actions: ["s3:GetObject"] }] } };
  synthesized((scope) => {
    const role = new IrsaRole(scope, "role", { ...props, policies });
    expect(role.permissions).toHaveLength(2);
  });
});

test("a long name keeps within the 64 characters of IAM and ends with the suffix", () => {
  const stack = synthesized((scope) => new IrsaRole(scope, "role", { ...props, name: "n".repeat(80) }));
  const { name } = stack.one("aws_iam_role");
  expect(name).toHaveLength(64);
  expect(name).toMatch(/-prod$/);
});
