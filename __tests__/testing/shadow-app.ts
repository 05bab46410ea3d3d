import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Release } from "@cdktf/provider-helm/lib/release";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DataKubernetesServiceV1 } from "@cdktf/provider-kubernetes/lib/data-kubernetes-service-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { type App, Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";

/** Four providers that refer to each other, of which only AWS is everywhere. */
class ClusterStack extends TerraformStack {
  readonly namespace: string;
  readonly key: string;

  constructor(scope: App, id: string) {
    super(scope, id);
    addAws(this);
    new TlsProvider(this, "tls");
    const endpoint = new SsmParameter(this, "endpoint", {
      name: "/endpoint",
      type: "String",
      value: "https://cluster",
    });
    new KubernetesProvider(this, "kubernetes", { host: endpoint.value });
    new HelmProvider(this, "helm", { kubernetes: { host: endpoint.value } });
    const password = new TerraformVariable(this, "password", { type: "string", sensitive: true, default: "secret" });
    password.overrideLogicalId("password");

    const key = new PrivateKey(this, "key", { algorithm: "RSA", rsaBits: 4096 });
    const namespace = new NamespaceV1(this, "namespace", {
      metadata: { name: "metrics", labels: { arn: endpoint.arn } },
      lifecycle: { preventDestroy: true, ignoreChanges: ["metadata[0].annotations", "metadata[0].labels"] },
    });
    const release = new Release(this, "metrics-server", {
      name: "metrics-server",
      repository: "https://kubernetes-sigs.github.io/metrics-server/",
      chart: "metrics-server",
      version: "3.13.1",
      namespace: namespace.metadata.name,
      set: [
        { name: "args[0]", value: "--kubelet-insecure-tls=false" },
        { name: "arn", value: endpoint.arn },
        { name: "password", value: password.stringValue },
      ],
      dependsOn: [key],
    });
    new ConfigMapV1(this, "settings", {
      count: 2,
      metadata: { name: "settings-${count.index}", namespace: namespace.metadata.name },
      data: { key: key.publicKeyOpenssh, bits: `\${${key.fqn}.rsa_bits} bits` },
      dependsOn: [release],
    });
    const service = new DataKubernetesServiceV1(this, "service", {
      metadata: { name: release.name, namespace: namespace.metadata.name },
    });
    new SsmParameter(this, "address", {
      name: "/address",
      type: "String",
      value: service.status.get(0).loadBalancer.get(0).ingress.get(0).hostname,
    });
    new SsmParameter(this, "chart", { name: "/chart", type: "String", value: `${release.chart}-${release.version}` });
    this.addOverride("check.namespace_is_kube_system", {
      assert: [
        {
          condition: `\${${namespace.fqn}.metadata[0].name == "kube-system"}`,
          error_message: `\${${namespace.fqn}.metadata[0].name} is not kube-system`,
        },
      ],
    });
    this.addOverride("check.key_is_there", {
      assert: [{ condition: `\${${key.fqn}.private_key_pem != ""}`, error_message: "there is no key" }],
    });
    this.namespace = namespace.metadata.name;
    this.key = key.publicKeyOpenssh;
    new TerraformOutput(this, "release", { value: Fn.upper(release.name) });
  }
}

/** A stack of AWS and Helm that reads what the other one has made. */
class ReaderStack extends TerraformStack {
  constructor(scope: App, id: string, cluster: ClusterStack) {
    super(scope, id);
    addAws(this);
    new HelmProvider(this, "helm");
    new Release(this, "dashboard", { name: "dashboard", chart: "dashboard", namespace: cluster.namespace });
    new SsmParameter(this, "key", { name: "/key", type: "String", value: cluster.key });
  }
}

function addAws(stack: TerraformStack): void {
  new LocalBackend(stack, { path: `../${stack.node.id}.tfstate` });
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
}

/** Two linked stacks, `cluster` and `reader`. */
export function shadowApp(app: App): void {
  new ReaderStack(app, "reader", new ClusterStack(app, "cluster"));
}

/** One stack without AWS. */
export function releaseApp(app: App): void {
  const stack = new TerraformStack(app, "charts");
  new LocalBackend(stack, { path: "../charts.tfstate" });
  new HelmProvider(stack, "helm");
  new Release(stack, "release", { name: "dashboard", chart: "dashboard" });
}
