/** Something outside the project is missing. The message says what, and how to get it. */
export class RequirementError extends Error {
  constructor(
    /** What is missing, such as `Terraform`. */
    readonly missing: string,
    message: string,
  ) {
    super(message);
    this.name = "RequirementError";
  }
}

/** Providers that neither a mirror nor the registry has given. */
export class MissingProvidersError extends RequirementError {
  constructor(
    /** Namespace and type of each, such as `hashicorp/helm`. */
    readonly providers: readonly string[],
    message: string,
  ) {
    super("provider", message);
  }
}
