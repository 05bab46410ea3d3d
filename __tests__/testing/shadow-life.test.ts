import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Release } from "@cdktf/provider-helm/lib/release";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DataKubernetesServiceV1 } from "@cdktf/provider-kubernetes/lib/data-kubernetes-service-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runPreview } from "../../scripts/lib/preview-run";
import { ProgressDisplay } from "../../scripts/lib/progress";
import { makeTemporaryFolder } from "../../src/terraform/folders";
import { findProviderSource } from "../../src/terraform/provider-source";
import {
  type Emulator,
  openSession,
  RequirementError,
  type Session,
  startEmulator,
  synthStacks,
  unexcusedChanges,
  unknown,
} from "../../src/testing";
import { exampleApp } from "./example-app";
import { releaseApp, shadowApp } from "./shadow-app";

const minutes = 60_000;
let emulator: Emulator;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  emulator = await startEmulator();
  folder = synthStacks(shadowApp);
  environment = awsAlone();
}, 5 * minutes);
afterAll(() => emulator?.stop());

/** The providers from where they come, but for three: a test must not depend on what a machine holds. */
function awsAlone(): NodeJS.ProcessEnv {
  const source = findProviderSource("Terraform", process.env);
  const hosts = ["registry.terraform.io", "registry.opentofu.org"];
  const missing = hosts.flatMap((host) => ["helm", "kubernetes", "tls"].map((name) => `${host}/hashicorp/${name}`));
  const exclude = `exclude = ${JSON.stringify(missing)}`;
  const place =
    source.kind === "mirror"
      ? `filesystem_mirror {\npath = ${JSON.stringify(source.folder)}\n${exclude}\n}`
      : `direct {\n${exclude}\n}`;
  const file = join(makeTemporaryFolder("cli"), "aws-alone.rc");
  writeFileSync(file, `provider_installation {\n${place}\n}\n`);
  return { ...process.env, TF_CLI_CONFIG_FILE: file, PLATFORM_PROVIDER_MIRROR: undefined };
}

describe("the shadow of a stack", () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({ emulator, folder, environment });
  });
  afterAll(() => session?.close());

  test("is planned, and the matchers see through it", { timeout: 5 * minutes }, async () => {
    const plan = await session.plan("cluster");
    expect(plan.shadows).toEqual(["helm", "kubernetes", "tls"]);
    expect(plan).toHavePlanned(
      Release,
      {
        name: "metrics-server",
        namespace: "metrics",
        set: [
          { name: "arn", value: unknown },
          { name: "args[0]", value: "--kubelet-insecure-tls=false" },
          { name: "password", value: "secret" },
        ],
      },
      { times: 1, action: "create" },
    );
    expect(plan).toHavePlanned(PrivateKey, { algorithm: "RSA", rsaBits: 4096 });
    expect(plan).toHavePlanned(NamespaceV1, { metadata: { name: "metrics", labels: { arn: unknown } } });
    expect(plan).toHavePlannedTimes(ConfigMapV1, 2, { data: { key: unknown, bits: "4096 bits" } });
    expect(plan).toHavePlanned(ConfigMapV1, { metadata: { name: "settings-1" } });
    expect(plan).toHavePlanned(DataKubernetesServiceV1, { metadata: { name: "metrics-server" } }, { action: "read" });
    expect(plan).toHavePlanned(SsmParameter, { name: "/chart", value: "metrics-server-3.13.1" });
    expect(plan).toHavePlanned(SsmParameter, { name: "/address", value: unknown });
    expect(plan.counts).toMatchObject({ create: 8 });
    const release = plan.resources.find(({ type }) => type === "helm_release");
    expect(release).toMatchObject({ address: "helm_release.metrics-server", mode: "managed", name: "metrics-server" });
    expect(release?.sensitive).toMatchObject({ set: [{}, {}, { value: true }] });
    expect(plan.resources.map(({ address }) => address)).toContain("kubernetes_config_map_v1.settings[1]");
    expect(plan.resources.map(({ type }) => type)).not.toContain("terraform_data");
    expect(plan.outputs.release).toMatchObject({ value: "METRICS-SERVER" });
    expect(() => expect(plan).toHavePlanned(Release, { name: "keda" })).toThrow(
      /stack cluster \(shadow of helm, kubernetes, tls\)[\s\S]*closest is helm_release\.metrics-server \(create\)/,
    );
  });

  test("has its checks evaluated: one fails, one waits for what the provider computes", {
    timeout: minutes,
  }, async () => {
    const plan = await session.plan("cluster");
    expect(plan).toHaveFailedCheck("namespace_is_kube_system", "metrics is not kube-system");
    expect(plan.check("key_is_there")?.status).toBe("unknown");
  });

  test("is applied, hands values to other stacks, changes nothing in a second plan and leaves nothing", {
    timeout: 5 * minutes,
  }, async () => {
    const reader = await session.plan("reader", { upstream: true });
    expect(reader.shadows).toEqual(["helm"]);
    expect(reader).toHavePlanned(Release, { name: "dashboard", namespace: "metrics" });
    expect(reader).toHavePlanned(SsmParameter, { value: "shadow:tls_private_key.key.public_key_openssh" });
    await session.apply("reader");

    await session.forEachStack(async (stack) => {
      expect(unexcusedChanges(await session.plan(stack))).toEqual([]);
    });
    const again = await session.plan("cluster");
    expect(again).toHavePassedCheck("key_is_there");
    expect(again).toHavePlanned(Release, { name: "metrics-server" }, { action: "no-op" });
    expect(again).toHavePlanned(DataKubernetesServiceV1, {}, { action: "read" });
    expect(await emulator.leftovers()).toHaveLength(4);

    const end = await session.plan("cluster", { destroy: true });
    expect(end).toHavePlanned(Release, {}, { action: "delete" });
    expect(end.counts).toMatchObject({ delete: 8 });
    await session.forEachStack((stack) => session.destroy(stack), true);
    expect(await emulator.leftovers()).toEqual([]);
  });

  test("never touches the synthesized JSON", () => {
    const json = readFileSync(join(folder, "stacks", "cluster", "cdk.tf.json"), "utf8");
    expect(json).toContain('"helm_release"');
    expect(json).not.toContain("shadow");
  });
});

test("a provider that is there is never shadowed", { timeout: 2 * minutes }, async () => {
  const session = await openSession({ emulator, folder: synthStacks(exampleApp()), environment });
  const plan = await session.plan("logs");
  expect(plan.shadows).toEqual([]);
  expect(session.shadowsOf("logs")).toEqual([]);
  session.close();
});

test("fails for a missing provider when shadows are not wanted", { timeout: minutes }, async () => {
  const session = await openSession({ emulator, folder, environment, shadows: false });
  await expect(session.plan("cluster")).rejects.toThrow(RequirementError);
  session.close();
});

test("a preview says which stacks are shadows", { timeout: 2 * minutes }, async () => {
  const lines: string[] = [];
  const display = new ProgressDisplay({ write: (line: string) => lines.push(line) > 0 } as never);
  const charts = synthStacks(releaseApp);
  const result = await runPreview({ emulator, folder: charts, display, keep: false, environment });
  expect(result.failure).toBeUndefined();
  expect(result.stacks.map(({ shadows }) => shadows)).toEqual([["helm"]]);
  expect(lines.join("")).toContain("charts: plan, 1 to create (shadow of helm)");
});
