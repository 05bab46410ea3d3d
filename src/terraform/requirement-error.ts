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
