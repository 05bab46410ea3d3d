import type { Settings } from "../config/settings-store";
import type { Prerequisites } from "./emulator";

/** What settings take for granted in the account: the hosted zone of the domain, the principals that get access. */
export function prerequisitesOf(settings: Settings): Prerequisites {
  const { domain_name, hosted_zone_id, cluster_admin_principal_arns } = settings;
  const id = hosted_zone_id?.replace("/hostedzone/", "") ?? "Z0EMULATED";
  return {
    hosted_zones: domain_name === null ? [] : [{ id, name: domain_name }],
    principals: cluster_admin_principal_arns.filter((arn) => /:(role|user)\//.test(arn)).map((arn) => ({ arn })),
  };
}
