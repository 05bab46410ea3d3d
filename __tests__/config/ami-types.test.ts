import { describe, expect, test } from "vitest";
import { amiTypeFor, amiTypeNames, amiTypes } from "../../src/config/ami-types";

describe("the table of AMI types", () => {
  test("has one row for each name", () => {
    expect(Object.keys(amiTypes).toSorted()).toEqual([...amiTypeNames].toSorted());
  });

  test.each(amiTypeNames)("describes %s as its name does", (name) => {
    const traits = amiTypes[name];
    expect(traits.os).toBe(name.startsWith("BOTTLEROCKET_") ? "bottlerocket" : "al2023");
    expect(traits.architecture).toBe(name.includes("_ARM_64") ? "arm64" : "x86_64");
    expect(traits.fips).toBe(name.endsWith("_FIPS"));
    const accelerator = /_(NVIDIA|NEURON)/.exec(name)?.[1]?.toLowerCase() ?? "none";
    expect(traits.accelerator).toBe(accelerator);
  });

  test.each(amiTypeNames)("gives %s a data volume of its own on Bottlerocket alone", (name) => {
    const { os, rootDevice, dataDevice } = amiTypes[name];
    expect(rootDevice).toBe("/dev/xvda");
    expect(dataDevice).toBe(os === "bottlerocket" ? "/dev/xvdb" : undefined);
  });
});

describe("amiTypeFor", () => {
  test.each([
    ["bottlerocket", "arm64", "none", "BOTTLEROCKET_ARM_64"],
    ["bottlerocket", "x86_64", "none", "BOTTLEROCKET_x86_64"],
    ["bottlerocket", "arm64", "nvidia", "BOTTLEROCKET_ARM_64_NVIDIA"],
    ["bottlerocket", "x86_64", "nvidia", "BOTTLEROCKET_x86_64_NVIDIA"],
    ["al2023", "arm64", "none", "AL2023_ARM_64_STANDARD"],
    ["al2023", "x86_64", "none", "AL2023_x86_64_STANDARD"],
    ["al2023", "arm64", "nvidia", "AL2023_ARM_64_NVIDIA"],
    ["al2023", "x86_64", "nvidia", "AL2023_x86_64_NVIDIA"],
    ["al2023", "x86_64", "neuron", "AL2023_x86_64_NEURON"],
  ] as const)("of %s, %s, %s is %s", (os, architecture, accelerator, name) => {
    expect(amiTypeFor(os, architecture, accelerator)).toBe(name);
  });

  test.each([
    ["al2023", "arm64"],
    ["bottlerocket", "arm64"],
    ["bottlerocket", "x86_64"],
  ] as const)("fails when Neuron is asked of %s on %s", (os, architecture) => {
    expect(() => amiTypeFor(os, architecture, "neuron")).toThrow(
      `EKS has no AMI type for ${os} on ${architecture} with accelerator neuron`,
    );
  });
});
