import { basename } from "node:path";

/** A warning or an error of Terraform, https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** Resource it belongs to. */
  readonly address?: string;
  /** The expression it is about. */
  readonly snippet?: { readonly code: string };
}

/** One line of `plan -json` or `apply -json`, as far as it is read here. */
export interface TerraformEvent {
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
  readonly hook?: { readonly resource?: { readonly addr: string } };
}

/** Reads one line of Terraform's JSON stream; undefined for anything else, such as a message of a plugin. */
export function parseEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as TerraformEvent;
  } catch {
    return undefined;
  }
}

/** Terraform failed. The message holds everything it said about it. */
export class TerraformError extends Error {
  constructor(
    /** Command, such as `plan`. */
    readonly command: string,
    readonly folder: string,
    readonly diagnostics: readonly Diagnostic[],
    output: string,
  ) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    super(
      `terraform ${command} of stack ${basename(folder)} failed\n${errors.length > 0 ? errors.map(formatDiagnostic).join("\n") : output.trim()}`,
    );
    this.name = "TerraformError";
  }
}

function formatDiagnostic({ severity, summary, detail, address }: Diagnostic): string {
  const head = `${severity}: ${address ? `${address}: ` : ""}${summary}`;
  return detail ? `${head}\n${detail.trim().replace(/^/gm, "  ")}` : head;
}
