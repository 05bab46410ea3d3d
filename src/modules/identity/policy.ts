import { Fn, Token } from "cdktf";

/** One value or several, as the IAM policy grammar allows. */
type OneOrMore = string | readonly string[];

/**
 * Who a statement of a resource or trust policy speaks of.
 *
 * `AWS` and `Federated` take ARNs, `Service` takes service principals, `"*"` is everyone and belongs only in a deny or
 * beside a condition that narrows it.
 */
export type PolicyPrincipal = "*" | { readonly [type in "AWS" | "Service" | "Federated"]?: OneOrMore };

/**
 * Condition operator → condition key → values, such as `{ StringEquals: { "aws:SourceAccount": accountId } }`.
 *
 * A key that holds a token must be nothing but a token, such as `Fn.join(":", [issuer, "sub"])`: CDKTF warns of mixtures.
 */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** One statement of an IAM policy. */
export interface PolicyStatement {
  /** What the statement is for: letters and digits alone, unique within its document. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** @default - none, as trust policies demand */
  readonly resources?: readonly string[];
  /** @default - none, as identity policies demand */
  readonly principals?: PolicyPrincipal;
  /** @default - the statement always holds */
  readonly conditions?: PolicyConditions;
}

/** An IAM policy: identity, resource, key or trust policy alike. */
export interface PolicyDocument {
  readonly statements: readonly PolicyStatement[];
}

/**
 * A policy as the JSON string AWS takes.
 *
 * Terraform encodes it, not Node, so that tokens (ARNs, account ids, condition keys) may stand anywhere in it and the
 * text is the same however it was built: a plan shows no difference of blanks or of order.
 */
export function policyJson(document: PolicyDocument): string {
  return Fn.jsonencode({ Version: "2012-10-17", Statement: document.statements.map(renderStatement) });
}

/** A trust policy that lets AWS services assume a role, for this account's resources alone where `conditions` say so. */
export function serviceTrustPolicy(services: readonly string[], conditions?: PolicyConditions): PolicyDocument {
  return {
    statements: [{ sid: "AssumeRole", actions: ["sts:AssumeRole"], principals: { Service: services }, conditions }],
  };
}

function renderStatement(statement: PolicyStatement): Record<string, unknown> {
  const { sid, effect = "Allow", actions, resources, principals, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    ...(principals !== undefined && { Principal: principals }),
    Action: actions,
    ...(resources !== undefined && { Resource: resources }),
    ...(conditions !== undefined && { Condition: renderConditions(conditions) }),
  };
}

/** CDKTF loses map keys that hold a token (an OIDC issuer in `<issuer>:sub`): Terraform builds such maps itself. */
function renderConditions(conditions: PolicyConditions): Record<string, unknown> {
  const render = (values: PolicyConditions[string]): unknown =>
    Object.keys(values).some((key) => Token.isUnresolved(key))
      ? Fn.zipmap(Object.keys(values), Object.values(values))
      : values;
  return Object.fromEntries(Object.entries(conditions).map(([operator, values]) => [operator, render(values)]));
}
