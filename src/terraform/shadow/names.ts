/** A resource or data source in a configuration. */
export interface ResourceName {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
}

/** The name of the `terraform_data` that stands for a resource, such as `shadow--helm_release--keda`. */
export function shadowName({ mode, type, name }: ResourceName): string {
  return `${mode === "data" ? "shadow-data" : "shadow"}--${type}--${name}`;
}

/** The resource that a `terraform_data` stands for; undefined if it stands for itself. */
export function shadowedName(name: string): ResourceName | undefined {
  // A type has no dashes, a name may have any.
  const [, data, type, original] = /^shadow(-data)?--(\w+)--(.+)$/.exec(name) ?? [];
  if (type === undefined || original === undefined) return undefined;
  return { mode: data ? "data" : "managed", type, name: original };
}

/** Address of a resource, such as `data.tls_certificate.oidc`. */
export function addressOf({ mode, type, name }: ResourceName): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

/** ` (shadow of helm, kubernetes)` for whatever shows a stack by its name; empty if all its providers are real. */
export function shadowNote(shadows: readonly string[]): string {
  return shadows.length === 0 ? "" : ` (shadow of ${shadows.join(", ")})`;
}
