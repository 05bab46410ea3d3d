import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { type NodeClassTraits, nodeClasses, nodeClassNames } from "../../../src/modules/eks/node-classes";
import { userDataFile } from "../../../src/modules/eks/user-data";

interface BottlerocketSettings {
  readonly settings: {
    readonly kubernetes: {
      readonly "node-labels"?: Record<string, string>;
      readonly "node-taints"?: Record<string, string[]>;
    };
    readonly kernel?: { readonly lockdown?: string };
    readonly "host-containers": Record<string, { readonly enabled: boolean }>;
  };
}

function textOf(nodeClass: (typeof nodeClassNames)[number]): string {
  const file = userDataFile(nodeClass, "bottlerocket");
  if (file === undefined) throw new Error(`${nodeClass} has no user data`);
  return readFileSync(file, "utf8");
}

describe.each(nodeClassNames)("user data of %s nodes", (nodeClass) => {
  const text = textOf(nodeClass);
  const { settings } = parse(text) as unknown as BottlerocketSettings;
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
    expect(parse(text)).toMatchSnapshot();
  });
});

test.each(nodeClassNames)(
  "AL2023 nodes of the %s group get no user data, for EKS writes all they need",
  (nodeClass) => {
    expect(userDataFile(nodeClass, "al2023")).toBeUndefined();
  },
);
