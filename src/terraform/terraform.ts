import { type Diagnostic, parseEvent, TerraformError, type TerraformEvent } from "./diagnostics";
import type { PlanJson } from "./plan-json";
import { run } from "./processes";
import type { Tool } from "./provider-source";
import { MissingProvidersError, RequirementError } from "./requirement-error";

interface CommandOptions {
  /** The whole environment of the command. */
  readonly environment: NodeJS.ProcessEnv;
  readonly onEvent?: (event: TerraformEvent) => void;
}

interface ChangeOptions extends CommandOptions {
  /** Goes for the end of everything. @default false */
  readonly destroy?: boolean;
  /** Variables to set; everything but strings is given as JSON. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface PlanOptions extends ChangeOptions {
  /** File to save the plan in. */
  readonly out: string;
}

/** Terraform or OpenTofu. Every command gets its arguments as an array and never asks anything. */
export class Terraform {
  private constructor(
    readonly binary: string,
    readonly tool: Tool,
    readonly version: string,
  ) {}

  /**
   * Finds the binary: `TERRAFORM_BINARY_NAME`, which cdktf-cli reads too, or `terraform`.
   *
   * @throws RequirementError if it does not run, or is older than 1.5 (no check blocks)
   */
  static async find(environment: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
    const binary = environment.TERRAFORM_BINARY_NAME || "terraform";
    // Nothing else of the environment: TF_CLI_ARGS would change what it prints, and without the last it asks for updates.
    const { PATH, HOME } = environment;
    const found = await run(binary, ["version"], { environment: { PATH, HOME, CHECKPOINT_DISABLE: "1" } }).catch(
      (error: NodeJS.ErrnoException) => {
        const reason = error.code === "ENOENT" ? "is not on the PATH" : `does not run (${error.message})`;
        throw new RequirementError("Terraform", `${binary} ${reason}; ${howToGetIt}`);
      },
    );
    const [, tool, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/m.exec(found.stdout) ?? [];
    if (tool === undefined || version === undefined)
      throw new RequirementError("Terraform", `${binary} is neither Terraform nor OpenTofu; ${howToGetIt}`);
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major < 1 || (major === 1 && minor < 5))
      throw new RequirementError("Terraform", `${binary} is ${tool} ${version}, at least 1.5 is needed; ${howToGetIt}`);
    return new Terraform(binary, tool as Tool, version);
  }

  /** @throws MissingProvidersError if a provider cannot be had, TerraformError for anything else */
  async init(folder: string, options: CommandOptions): Promise<void> {
    const args = ["init", "-input=false", "-no-color"];
    const { code, stdout, stderr } = await run(this.binary, args, { cwd: folder, environment: options.environment });
    if (code === 0) return;
    const output = `${stdout}\n${stderr}`;
    if (/Failed to (query available provider packages|install provider)|Inconsistent dependency lock/.test(output)) {
      const reason = stderr.replace(/[│╷╵]/g, "").replace(/\s+/g, " ").trim();
      const way =
        "allow access to the provider registry, or put the provider into a filesystem mirror (`terraform providers mirror FOLDER`) and set PLATFORM_PROVIDER_MIRROR=FOLDER";
      throw new MissingProvidersError(providersIn(reason), `a provider cannot be had; ${way}\n${reason}`);
    }
    throw new TerraformError("init", folder, [], stderr || output);
  }

  /** Returns the warnings. The plan never locks the state: it does not write it. */
  async plan(folder: string, options: PlanOptions): Promise<readonly Diagnostic[]> {
    const args = ["-input=false", "-lock=false", `-out=${options.out}`, ...changeArguments(options)];
    return this.stream(folder, "plan", args, options);
  }

  /** Applies a saved plan, of a state that nobody else has. */
  async apply(folder: string, planFile: string, options: CommandOptions): Promise<void> {
    await this.stream(folder, "apply", ["-input=false", "-lock=false", planFile], options);
  }

  /** Plans and applies in one go, which is faster by one start of the providers. */
  async applyAtOnce(folder: string, options: ChangeOptions): Promise<void> {
    const args = ["-input=false", "-lock=false", "-auto-approve", ...changeArguments(options)];
    await this.stream(folder, "apply", args, options);
  }

  async show(folder: string, planFile: string, options: CommandOptions): Promise<PlanJson> {
    const args = ["show", "-json", "-no-color", planFile];
    const { code, stdout, stderr } = await run(this.binary, args, { cwd: folder, environment: options.environment });
    if (code !== 0) throw new TerraformError("show", folder, [], stderr);
    return JSON.parse(stdout) as PlanJson;
  }

  private async stream(folder: string, command: string, args: readonly string[], options: CommandOptions) {
    const diagnostics: Diagnostic[] = [];
    const onLine = (line: string) => {
      const event = parseEvent(line);
      if (event?.diagnostic) diagnostics.push(event.diagnostic);
      if (event) options.onEvent?.(event);
    };
    const { environment } = options;
    const finished = await run(this.binary, [command, "-json", "-no-color", ...args], {
      cwd: folder,
      environment,
      onLine,
    });
    if (finished.code !== 0)
      throw new TerraformError(
        command,
        folder,
        diagnostics,
        finished.stderr || finished.stdout || "it was ended by a signal",
      );
    return diagnostics;
  }
}

function changeArguments({ destroy, variables = {} }: ChangeOptions): string[] {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const set = Object.entries(variables).map(([name, value]) => `-var=${name}=${text(value)}`);
  return destroy ? ["-destroy", ...set] : set;
}

/** The providers that the errors of `init` name, as `hashicorp/helm`. */
function providersIn(reason: string): string[] {
  const named = reason.matchAll(/\b(?:provider|installing) (?:[\w.-]+\/)?([\w-]+\/[\w-]+)/g);
  return [...new Set([...named].flatMap(([, name]) => name ?? []))];
}

const howToGetIt =
  "install Terraform 1.5 or later (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name the binary in TERRAFORM_BINARY_NAME";
