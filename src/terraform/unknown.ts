/** Stands for a value that Terraform knows only after the apply, both in a plan's values and in what a test expects. */
export const unknown: unique symbol = Symbol("known after apply");

/** Values of a plan with {@link unknown} in all the places that the mask (`after_unknown`) marks. */
export function withUnknowns(value: unknown, mask: unknown): unknown {
  if (mask === true) return unknown;
  if (Array.isArray(mask)) {
    const items = Array.isArray(value) ? value : [];
    return mask.length > items.length
      ? mask.map((part, index) => withUnknowns(items[index], part))
      : items.map((item, index) => withUnknowns(item, mask[index]));
  }
  if (isObject(mask)) {
    const entries = Object.entries(mask).map(([key, part]) => [
      key,
      withUnknowns(isObject(value) ? value[key] : undefined, part),
    ]);
    const marked = Object.fromEntries(entries.filter(([, part]) => part !== undefined));
    return value === undefined && Object.keys(marked).length === 0
      ? undefined
      : { ...(isObject(value) ? value : {}), ...marked };
  }
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The part of a mask (of unknown or sensitive values) that belongs to a key or an index. */
export function maskOf(mask: unknown, key: string | number): unknown {
  if (mask === true) return true;
  if (Array.isArray(mask)) return mask[Number(key)];
  return isObject(mask) ? mask[key] : undefined;
}
