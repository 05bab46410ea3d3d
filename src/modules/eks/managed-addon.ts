import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** The cluster that an add-on runs in. */
export interface AddonCluster {
  readonly clusterName: string;
  /** Known at plan, unlike an attribute of a cluster that is yet to be: then the plan shows the add-ons' versions. */
  readonly kubernetesVersion: string;
}

/** What several add-ons of one cluster, with roles of their own, have in common. */
export interface AddonDefaults extends AddonCluster {
  readonly environmentSuffix: string;
  readonly partition: string;
  readonly oidcProviderArn: string;
  /** Host and path of the cluster's issuer, without `https://`. */
  readonly oidcIssuer: string;
}

export interface ManagedAddonProps extends AddonCluster {
  readonly addonName: string;
  /** Version of the add-on. @default - EKS's default for the Kubernetes version, looked up at each plan */
  readonly version?: string;
  /** Role of the add-on's service account. @default - none */
  readonly roleArn?: string;
  /** Values of the add-on's configuration schema. @default - its defaults */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * An add-on that EKS installs and updates, at a version that stands in the plan.
 *
 * Conflicts are always overwritten: what is configured here is the truth, and a field changed with kubectl would
 * otherwise stay changed with no plan to show it.
 */
export class ManagedAddon extends Construct {
  /** The add-on itself, for what needs it to run. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ManagedAddonProps) {
    super(scope, id);
    const { clusterName, addonName, configuration } = props;
    this.resource = new EksAddon(this, "addon", {
      clusterName,
      addonName,
      addonVersion: props.version ?? this.defaultVersion(addonName, props.kubernetesVersion),
      serviceAccountRoleArn: props.roleArn,
      configurationValues: configuration && Fn.jsonencode(configuration),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      dependsOn: props.dependsOn,
    });
  }

  /** The version that EKS itself would install, not the newest: it has run in other clusters first. */
  private defaultVersion(addonName: string, kubernetesVersion: string): string {
    return new DataAwsEksAddonVersion(this, "version", { addonName, kubernetesVersion, mostRecent: false }).version;
  }
}
