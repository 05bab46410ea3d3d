import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../config/naming";
import { type PolicyDocument, policyJson } from "./policy";

/** What a role may do, by permanent construct id: the ARN of a managed policy, or a document of its own. */
export type RolePolicies = Readonly<Record<string, string | PolicyDocument>>;

export interface RoleProps {
  /** What the role is for; the environment's suffix follows it in the name. */
  readonly name: string;
  readonly environmentSuffix: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  readonly policies: RolePolicies;
}

/** An IAM role with its policies. */
export class Role extends Construct {
  readonly arn: string;
  readonly name: string;
  /**
   * What a resource must depend on to be sure of the role's rights from its creation to its end: an ARN alone lets
   * Terraform take the policies away first, and what the role's owner made would be left behind.
   */
  readonly permissions: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: physicalName(props.name, props.environmentSuffix, "iamRole"),
      description: props.description,
      assumeRolePolicy: policyJson(props.trust),
    });
    this.permissions = Object.entries(props.policies).map(([policyId, policy]) =>
      typeof policy === "string"
        ? new IamRolePolicyAttachment(this, policyId, { role: role.name, policyArn: policy })
        : new IamRolePolicy(this, policyId, { name: policyId, role: role.name, policy: policyJson(policy) }),
    );
    this.arn = role.arn;
    this.name = role.name;
  }
}
