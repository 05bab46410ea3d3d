import { describe, expect, test } from "vitest";
import { allocatable, findInstanceType, type InstanceType, instanceTypes } from "../../src/config/instance-types";

const rows: [string, InstanceType][] = Object.entries(instanceTypes);

const familyOf = (name: string) => name.slice(0, name.indexOf("."));
const sizeOf = (name: string) => name.slice(name.indexOf(".") + 1);

const smallSizes = ["nano", "micro", "small", "medium", "large", "xlarge"];

/** Position of a virtual machine's size among its siblings; bare metal has none. */
function sizeRank(size: string): number | undefined {
  const small = smallSizes.indexOf(size);
  if (small >= 0) return small;
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? undefined : smallSizes.length + Number(multiple);
}

/** Pairs of neighbouring sizes of one family, smaller first. */
const neighbours = [...new Set(rows.map(([name]) => familyOf(name)))].flatMap((family) => {
  const ordered = rows
    .flatMap(([name, type]) => {
      const rank = sizeRank(sizeOf(name));
      return familyOf(name) !== family || rank === undefined ? [] : [{ name, type, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank);
  return ordered.slice(1).map((larger, index) => ({ smaller: ordered[index], larger }));
});

function get(name: string): InstanceType {
  const type = findInstanceType(name);
  if (type === undefined) throw new Error(`${name} is not in the table`);
  return type;
}

describe("the table of instance types", () => {
  test.each([
    "m5 m5a m5d m5n m6a m6g m6gd m6i m6id m7a m7g m7gd m7i m7i-flex m8g m8gd m8i",
    "c5 c5a c5d c6a c6g c6gd c6i c7a c7g c7gd c7i c7i-flex c8g",
    "r5 r5a r6a r6g r6i r7a r7g r7i r8g",
    "t3 t3a t4g",
    "g4dn g5 g5g g6 gr6",
  ])("knows a size of every family among %s", (families) => {
    const held = (name: string) => findInstanceType(name) !== undefined;
    const missing = families.split(" ").filter((family) => !held(`${family}.2xlarge`) && !held(`${family}.4xlarge`));
    expect(missing).toEqual([]);
  });

  test.each([
    ["m7g.large", 9],
    ["m7g.xlarge", 18],
    ["m7g.2xlarge", 38],
    ["m6i.2xlarge", 38],
    ["m6g.4xlarge", 54],
    ["m7g.4xlarge", 54],
    ["m8g.4xlarge", 54],
    ["g5.xlarge", 4],
  ])("gives %s %i branch ENIs", (name, branchEnis) => {
    expect(get(name).branchEnis).toBe(branchEnis);
  });

  test.each([
    ["t3.medium", 17],
    ["m5.large", 29],
    ["m7g.xlarge", 58],
    ["m7g.4xlarge", 234],
    ["m7g.16xlarge", 737],
  ])("gives %s the %i pods of EKS's own list", (name, maxPods) => {
    expect(get(name).maxPods).toBe(maxPods);
  });

  test("gives no burstable type a branch ENI, and every other type some", () => {
    const wrong = rows.filter(([name, type]) => name.startsWith("t") !== (type.branchEnis === 0));
    expect(wrong).toEqual([]);
  });

  test("has whole positive sizes", () => {
    const wrong = rows.filter(([, { vcpu, memoryMib, maxPods, branchEnis, gpus }]) => {
      const positive = [vcpu, memoryMib, maxPods].every((size) => Number.isInteger(size) && size > 0);
      return !positive || ![branchEnis, gpus].every((count) => Number.isInteger(count) && count >= 0);
    });
    expect(wrong).toEqual([]);
  });

  test("calls exactly the Graviton families arm64", () => {
    const wrong = rows.filter(([name, type]) => {
      const graviton = /^[a-z]+\d+g/.test(name);
      return (type.architecture === "arm64") !== graviton;
    });
    expect(wrong).toEqual([]);
  });

  test("gives GPUs to the g families and to no other", () => {
    expect(rows.filter(([name, type]) => name.startsWith("g") !== type.gpus > 0)).toEqual([]);
  });

  test("compares many neighbouring sizes", () => {
    expect(neighbours.length).toBeGreaterThan(400);
  });

  test("never shrinks in vCPUs or memory from one size of a family to the next", () => {
    const wrong = neighbours.filter(
      ({ smaller, larger }) =>
        smaller === undefined ||
        smaller.type.vcpu > larger.type.vcpu ||
        smaller.type.memoryMib >= larger.type.memoryMib,
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    ["m", 4],
    ["c", 2],
    ["r", 8],
  ])("gives each vCPU of the %s families %i GiB", (letter, gib) => {
    const wrong = rows.filter(([name, type]) => name.startsWith(letter) && type.memoryMib !== type.vcpu * gib * 1024);
    expect(wrong).toEqual([]);
  });

  test("knows no type with more branch ENIs than the trunk of the largest can carry", () => {
    expect(Math.max(...rows.map(([, type]) => type.branchEnis))).toBeLessThanOrEqual(120);
  });
});

describe("findInstanceType", () => {
  test("finds a row by its name", () => {
    expect(findInstanceType("m7g.2xlarge")).toEqual({
      vcpu: 8,
      memoryMib: 32768,
      architecture: "arm64",
      maxPods: 58,
      branchEnis: 38,
      gpus: 0,
    });
  });

  test.each(["m7g.3xlarge", "M7G.2XLARGE", "m7g", "", "toString", "constructor", "__proto__"])(
    "finds nothing for %j",
    (name) => {
      expect(findInstanceType(name)).toBeUndefined();
    },
  );
});

describe("allocatable", () => {
  test.each([
    ["m7g.medium", 940],
    ["m7g.large", 1930],
    ["m7g.xlarge", 3920],
    ["m7g.2xlarge", 7910],
    ["m7g.4xlarge", 15890],
    ["m7g.16xlarge", 63770],
  ])("leaves %s %i millicores", (name, cpuMillicores) => {
    expect(allocatable(get(name)).cpuMillicores).toBe(cpuMillicores);
  });

  test.each([
    ["m7g.large", 6844],
    ["t3.medium", 3246],
    ["m6i.2xlarge", 29317],
    ["m7g.2xlarge", 29258],
  ])("leaves %s the %i MiB of Karpenter's reference", (name, memoryMib) => {
    expect(allocatable(get(name)).memoryMib).toBe(memoryMib);
  });

  test("is positive and below the nominal size for every type", () => {
    const wrong = rows.filter(([, type]) => {
      const { cpuMillicores, memoryMib } = allocatable(type);
      const cpuFits = cpuMillicores > 0 && cpuMillicores < type.vcpu * 1000;
      return !cpuFits || memoryMib <= 0 || memoryMib >= type.memoryMib;
    });
    expect(wrong).toEqual([]);
  });

  test("leaves less memory where more pods fit", () => {
    const type = get("m6i.2xlarge");
    const denser = { ...type, maxPods: type.maxPods + 10 };
    expect(allocatable(type).memoryMib - allocatable(denser).memoryMib).toBe(110);
  });
});
