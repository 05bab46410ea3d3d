import { describe, expect, test } from "vitest";
import {
  defaultKubernetesVersion,
  endOfStandardSupport,
  findKubernetesVersion,
  type KubernetesVersion,
  type KubernetesVersionName,
  kubernetesVersions,
  type SupportedKubernetesVersion,
  supportedKubernetesVersions,
  supportPhase,
} from "../../src/config/kubernetes-versions";

const rows: [string, KubernetesVersion][] = Object.entries(kubernetesVersions);
const names = Object.keys(kubernetesVersions) as KubernetesVersionName[];
const minorOf = (name: string) => Number(name.slice("1.".length));
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe("the table of Kubernetes versions", () => {
  test("holds each minor version from 1.28 on without a gap", () => {
    expect(names.map(minorOf)).toEqual(names.map((_, index) => 28 + index));
  });

  test.each(rows)("has real calendar days for %s", (_name, row) => {
    for (const day of Object.values<string>({ ...row })) {
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }
  });

  test.each(rows)("gives %s about 14 months of standard and 12 of extended support", (_name, row) => {
    const standardDays = daysBetween(row.released, row.endOfStandardSupport);
    expect(standardDays).toBeGreaterThan(13.5 * 30);
    expect(standardDays).toBeLessThan(14.5 * 31);
    const [year, ...monthAndDay] = row.endOfStandardSupport.split("-");
    expect(row.endOfExtendedSupport).toBe([Number(year) + 1, ...monthAndDay].join("-"));
  });

  test("ends a version before the next one", () => {
    const ends = rows.map(([, row]) => row.endOfStandardSupport);
    expect(ends).toEqual(ends.toSorted());
    expect(new Set(ends).size).toBe(ends.length);
  });
});

describe("supportedKubernetesVersions", () => {
  test("are exactly those whose extended support had not ended on 2026-11-21", () => {
    const alive = names.filter((name) => supportPhase(name, "2026-11-21") !== "ended");
    expect([...supportedKubernetesVersions]).toEqual(alive);
  });

  test("hold a default that is in standard support", () => {
    expect(defaultKubernetesVersion).toBe("1.35");
    expect(supportPhase(defaultKubernetesVersion, "2026-11-21")).toBe("standard");
  });

  test("are a type that a version which is gone does not fit", () => {
    // @ts-expect-error 1.28 is gone
    const gone: SupportedKubernetesVersion = "1.28";
    expect(supportedKubernetesVersions).not.toContain(gone);
  });
});

describe("findKubernetesVersion", () => {
  test("says when a version that is gone ended", () => {
    expect(findKubernetesVersion("1.28")?.endOfExtendedSupport).toBe("2025-11-26");
  });

  test.each(["1.27", "1.99", "1.35.0", "v1.35", "", "toString", "__proto__"])("finds nothing for %j", (name) => {
    expect(findKubernetesVersion(name)).toBeUndefined();
  });
});

describe("endOfStandardSupport", () => {
  test.each([
    ["1.33", "2026-07-29"],
    ["1.34", "2026-12-02"],
    ["1.35", "2027-03-27"],
  ] as const)("of %s is %s", (name, day) => {
    expect(endOfStandardSupport(name)).toBe(day);
  });
});

describe("supportPhase", () => {
  test.each([
    ["2026-12-01", "standard"],
    ["2026-12-02", "extended"],
    ["2027-12-01", "extended"],
    ["2027-12-02", "ended"],
  ])("of 1.34 on %s is %s", (day, phase) => {
    expect(supportPhase("1.34", day)).toBe(phase);
  });
});
