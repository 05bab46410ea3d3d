import { isObject, maskOf, unknown } from "../terraform/unknown";
import type { AsymmetricMatcher } from "./expected";

/** One attribute that is not as expected. */
export interface Difference {
  /** Such as `vpc_config.subnet_ids[0]`. */
  readonly path: string;
  readonly expected: string;
  readonly planned: string;
}

/** Where planned values differ from what is expected; empty if they do not. */
export function differences(expected: unknown, planned: unknown, sensitive: unknown, path = ""): readonly Difference[] {
  const differs = (why = show(expected)): readonly Difference[] => [
    { path, expected: why, planned: sensitive === true ? "(sensitive)" : show(planned) },
  ];
  if (expected === unknown || planned === unknown) return expected === planned ? [] : differs();
  if (isMatcher(expected)) return expected.asymmetricMatch(planned ?? null) ? [] : differs();
  if (expected === undefined || expected === null) return (planned ?? null) === null ? [] : differs("not set");
  if (Array.isArray(expected)) {
    if (!Array.isArray(planned)) return differs();
    return listDifferences(expected, planned, sensitive, path, differs);
  }
  if (!isObject(expected)) return expected === planned ? [] : differs();
  if (Array.isArray(planned))
    return planned.length === 1
      ? differences(expected, planned[0], maskOf(sensitive, 0), path)
      : differs(`one block, ${show(expected)}`);
  if (!isObject(planned)) return differs();
  return Object.entries(expected).flatMap(([key, value]) => {
    const name = attributeName(planned, key);
    return differences(value, planned[name], maskOf(sensitive, name), path ? `${path}.${name}` : name);
  });
}

type Differs = (why?: string) => readonly Difference[];

function listDifferences(
  expected: readonly unknown[],
  planned: readonly unknown[],
  sensitive: unknown,
  path: string,
  differs: Differs,
): readonly Difference[] {
  if (expected.length !== planned.length) return differs(`${expected.length} items, ${show(expected)}`);
  const at = (i: number, j: number) => differences(expected[i], planned[j], maskOf(sensitive, j), `${path}[${j}]`);
  if (canBePaired(expected.length, (i, j) => at(i, j).length === 0)) return [];
  // Pairs as they stand: in a message, order says more than the cheapest pairing.
  return expected.flatMap((_, index) => at(index, index));
}

/** Whether each of n expected items can have a planned item of its own (augmenting paths). */
function canBePaired(n: number, fits: (expected: number, planned: number) => boolean): boolean {
  const owner = new Map<number, number>();
  const place = (expected: number, seen: Set<number>): boolean => {
    for (let planned = 0; planned < n; planned++) {
      if (seen.has(planned) || !fits(expected, planned)) continue;
      seen.add(planned);
      const current = owner.get(planned);
      if (current === undefined || place(current, seen)) {
        owner.set(planned, expected);
        return true;
      }
    }
    return false;
  };
  return Array.from({ length: n }, (_, expected) => expected).every((expected) => place(expected, new Set()));
}

/** Terraform's name of an attribute that CDKTF calls `key`; keys of maps (tags, labels) stay as they are. */
function attributeName(planned: Readonly<Record<string, unknown>>, key: string): string {
  if (key in planned) return key;
  const wanted = canonical(originalName(key));
  const found = Object.keys(planned).find((name) => name === name.toLowerCase() && canonical(name) === wanted);
  return found ?? originalName(key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Undoes the renaming of names that jsii does not allow (`escapeAttributeName` in @cdktf/provider-generator). */
function originalName(key: string): string {
  if (key === "equalTo") return "equals";
  return key
    .replace(/^fetch(?=[A-Z])/, "get")
    .replace(/(?<=^(?:self|build|node|system|tfResourceType|importFrom|moveTo|software))Attribute$/, "");
}

/** CDKTF drops underscores before digits too (`http_2` is `http2`), so names are compared without any. */
function canonical(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function isMatcher(value: unknown): value is AsymmetricMatcher {
  return typeof value === "object" && value !== null && "asymmetricMatch" in value;
}

/** A value on one line, as a test's author would write it. */
export function show(value: unknown): string {
  if (value === unknown) return "(known after apply)";
  if (value === undefined || value === null) return "not set";
  if (isMatcher(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    return entries.length === 0 ? "{}" : `{ ${entries.map(([key, item]) => `${key}: ${show(item)}`).join(", ")} }`;
  }
  return JSON.stringify(value);
}
