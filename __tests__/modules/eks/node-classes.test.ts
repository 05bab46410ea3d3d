import { describe, expect, test } from "vitest";
import { nodeGroupNames } from "../../../src/config/node-groups";
import { type NodeClassTraits, nodeClasses, nodeClassNames } from "../../../src/modules/eks/node-classes";

test("the classes are the groups of the settings", () => {
  expect([...nodeClassNames]).toEqual(nodeGroupNames);
});

test("nodes of the workload differ by their capacity label and carry no taint, for it prefers spot softly", () => {
  expect(nodeClasses.app).toMatchObject({ labels: { "tracecat.com/capacity": "on-demand" }, taints: [] });
  expect(nodeClasses.spot).toMatchObject({
    capacityType: "SPOT",
    labels: { "tracecat.com/capacity": "spot" },
    taints: [],
  });
});

test("only pods that ask for them land on system, GPU and compute nodes", () => {
  const taints = (["system", "gpu", "compute"] as const).map((name) => nodeClasses[name].taints[0]);
  expect(taints).toEqual([
    { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" },
    { key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" },
    { key: "dedicated", value: "compute", effect: "NoSchedule" },
  ]);
});

describe.each(nodeClassNames)("labels of %s nodes", (name) => {
  const { labels }: NodeClassTraits = nodeClasses[name];

  test("tell the group by its role", () => {
    expect(labels.role).toBe(name);
  });

  test("stay out of the namespaces that a kubelet may not label itself with", () => {
    for (const key of Object.keys(labels)) expect(key).not.toMatch(/(^|\.)(kubernetes|k8s)\.io\//);
  });
});
