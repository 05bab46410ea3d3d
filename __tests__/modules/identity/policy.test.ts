import { App, Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { expect, test } from "vitest";
import { type PolicyStatement, policyJson, serviceTrustPolicy } from "../../../src/modules/identity/policy";

/** The expression of a policy of one statement, which may hold the token of a variable. */
function rendered(statement: (issuer: string) => PolicyStatement): unknown {
  const stack = new TerraformStack(new App(), "test");
  const issuer = new TerraformVariable(stack, "issuer", { default: "oidc.example/id/1" });
  const value = policyJson({ statements: [statement(issuer.stringValue)] });
  new TerraformOutput(stack, "policy", { value, staticId: true });
  return JSON.parse(Testing.synth(stack)).output.policy.value;
}

test("a statement holds only what was said, and allows unless it denies", () => {
  expect(rendered(() => ({ sid: "List", actions: ["s3:ListBucket"], resources: ["arn:bucket"] }))).toBe(
    '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Sid" = "List", "Effect" = "Allow", "Action" = ["s3:ListBucket"], "Resource" = ["arn:bucket"]}]})}',
  );
});

test("a token may be part of a condition's key, as OIDC issuers are", () => {
  const policy = rendered((issuer) => ({
    sid: "Assume",
    actions: ["sts:AssumeRoleWithWebIdentity"],
    conditions: { StringEquals: { [Fn.join(":", [issuer, "sub"])]: "system:serviceaccount:ns:name" } },
  }));
  expect(policy).toContain('zipmap([join(":", [var.issuer, "sub"])], ["system:serviceaccount:ns:name"])');
});

test("IAM's own variables are kept from Terraform", () => {
  const resources = ["arn:bucket/${aws:PrincipalTag/team}/*"];
  expect(rendered(() => ({ sid: "Own", actions: ["s3:GetObject"], resources }))).toContain(
    "arn:bucket/$${aws:PrincipalTag/team}/*",
  );
});

test("a service's trust names the service and its conditions", () => {
  const conditions = { StringEquals: { "aws:SourceAccount": "123456789012" } };
  expect(serviceTrustPolicy(["ec2.amazonaws.com"], conditions).statements).toEqual([
    { sid: "AssumeRole", actions: ["sts:AssumeRole"], principals: { Service: ["ec2.amazonaws.com"] }, conditions },
  ]);
});
