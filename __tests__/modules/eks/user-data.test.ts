import { readFileSync } from "node:fs";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import type { NodeOs } from "../../../src/config/ami-types";
import {
  type NodeClass,
  type NodeClassTraits,
  nodeClasses,
  nodeClassNames,
} from "../../../src/modules/eks/node-classes";
import { userDataFile } from "../../../src/modules/eks/user-data";

interface BottlerocketSettings {
  readonly settings: {
    readonly kubernetes: Readonly<Record<string, unknown>> & {
      readonly "node-labels"?: Record<string, string>;
      readonly "node-taints"?: Record<string, string[]>;
    };
    readonly kernel?: { readonly lockdown?: string };
    readonly "host-containers": Record<string, { readonly enabled: boolean }>;
  };
}

interface NodeConfig {
  readonly spec: { readonly kubelet: { readonly config: Readonly<Record<string, unknown>> } };
}

const textOf = (nodeClass: NodeClass, os: NodeOs) => readFileSync(userDataFile(nodeClass, os), "utf8");

const bottlerocketOf = (nodeClass: NodeClass) =>
  parseToml(textOf(nodeClass, "bottlerocket")) as unknown as BottlerocketSettings;

/** The parts of a multi-part document: headers and body, apart by an empty line. */
function partsOf(document: string): { readonly headers: string; readonly body: string }[] {
  const boundary = /^Content-Type: multipart\/mixed; boundary="(\w+)"$/m.exec(document)?.[1];
  const [, ...parts] = document.split(`\n--${boundary}`);
  if (parts.pop() !== "--\n") throw new Error(`the document does not end with --${boundary}--`);
  return parts.map((part) => {
    const end = part.indexOf("\n\n");
    return { headers: part.slice(0, end).trim(), body: part.slice(end) };
  });
}

/** The kubelet's names for what Bottlerocket sets in words of its own; labels and taints are EKS's on AL2023. */
const kubeletNames: Readonly<Record<string, string>> = {
  "seccomp-default": "seccompDefault",
  "pod-pids-limit": "podPidsLimit",
  "image-gc-high-threshold-percent": "imageGCHighThresholdPercent",
  "image-gc-low-threshold-percent": "imageGCLowThresholdPercent",
  "container-log-max-size": "containerLogMaxSize",
  "container-log-max-files": "containerLogMaxFiles",
  "shutdown-grace-period": "shutdownGracePeriod",
  "shutdown-grace-period-for-critical-pods": "shutdownGracePeriodCriticalPods",
};

describe.each(nodeClassNames)("Bottlerocket's user data of %s nodes", (nodeClass) => {
  const text = textOf(nodeClass, "bottlerocket");
  const { settings } = bottlerocketOf(nodeClass);
  const traits: NodeClassTraits = nodeClasses[nodeClass];

  test("has the labels of the node group", () => {
    expect(settings.kubernetes["node-labels"]).toEqual(traits.labels);
  });

  test("has the taints of the node group", () => {
    const taints = Object.entries(settings.kubernetes["node-taints"] ?? {}).flatMap(([key, values]) =>
      values.map((value) => `${key}=${value}`),
    );
    expect(taints).toEqual(traits.taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`));
  });

  test("has no section header with quoted keys, which EKS cannot merge", () => {
    for (const header of text.match(/^\[.*\]$/gm) ?? []) expect(header).toMatch(/^\[[a-z0-9.-]+\]$/);
  });

  test("leaves the cluster's identity and the number of pods to EKS, which would be overridden", () => {
    const ofEks = ["api-server", "cluster-certificate", "cluster-name", "cluster-dns-ip", "max-pods"];
    for (const name of ofEks) expect(settings.kubernetes).not.toHaveProperty([name]);
  });

  test("opens no shell on the host", () => {
    expect(settings["host-containers"].admin?.enabled).toBe(false);
  });

  test("locks the kernel, except where the NVIDIA driver is linked on the node", () => {
    expect(settings.kernel?.lockdown).toBe(nodeClass === "gpu" ? undefined : "integrity");
  });

  test("reads as reviewed", () => {
    expect(parseToml(text)).toMatchSnapshot();
  });
});

describe.each(nodeClassNames)("AL2023's user data of %s nodes", (nodeClass) => {
  const text = textOf(nodeClass, "al2023");
  const parts = partsOf(text);

  test("is one part that nodeadm takes, in plain ASCII as the headers say", () => {
    expect(text).toMatch(/^MIME-Version: 1\.0\n/);
    expect(parts.map(({ headers }) => headers)).toEqual(["Content-Type: application/node.eks.aws"]);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test("asks for the kubelet that Bottlerocket's does, and leaves all else to EKS", () => {
    const {
      "node-labels": _labels,
      "node-taints": _taints,
      ...kubelet
    } = bottlerocketOf(nodeClass).settings.kubernetes;
    const config = Object.entries(kubelet).map(([name, value]) => [kubeletNames[name] ?? name, value]);
    const nodeConfig: NodeConfig = parseYaml(parts[0]?.body ?? "");
    expect(nodeConfig).toEqual({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: { kubelet: { config: Object.fromEntries(config) } },
    });
  });
});
