import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { PolicyDocument } from "./policy";
import { Role, type RolePolicies } from "./role";

export interface IrsaRoleProps {
  /** What the role is for; the environment's suffix follows it in the name. */
  readonly name: string;
  readonly environmentSuffix: string;
  readonly oidcProviderArn: string;
  /** Host and path of the cluster's issuer, without `https://`. */
  readonly oidcIssuer: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly policies: RolePolicies;
}

/**
 * An IAM role for one service account of the cluster (IRSA).
 *
 * The trust names namespace and account exactly and asks for STS as audience, so that no other pod, not even one of the
 * same namespace, can take the role. https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export class IrsaRole extends Role {
  constructor(scope: Construct, id: string, props: IrsaRoleProps) {
    super(scope, id, {
      name: props.name,
      environmentSuffix: props.environmentSuffix,
      description: `Service account ${props.namespace}/${props.serviceAccount}`,
      trust: serviceAccountTrust(props),
      policies: props.policies,
    });
  }
}

function serviceAccountTrust(props: IrsaRoleProps): PolicyDocument {
  // Joined by Terraform: CDKTF warns of a token inside a string inside a function.
  const issuerKey = (claim: string): string => Fn.join(":", [props.oidcIssuer, claim]);
  return {
    statements: [
      {
        sid: "AssumeRoleWithWebIdentity",
        actions: ["sts:AssumeRoleWithWebIdentity"],
        principals: { Federated: props.oidcProviderArn },
        conditions: {
          StringEquals: {
            [issuerKey("sub")]: `system:serviceaccount:${props.namespace}:${props.serviceAccount}`,
            [issuerKey("aud")]: "sts.amazonaws.com",
          },
        },
      },
    ],
  };
}
