import { spawn } from "node:child_process";
import { constants } from "node:os";
import { readStacks } from "../src/terraform/manifest";
import { Terraform } from "../src/terraform/terraform";
import { runCommand, synthesize } from "./lib/command";
import { userEnvironment } from "./lib/user-environment";
import { readOptions, synthOptionsOf, synthOptionTable } from "./options";

const usage = `npm run deploy|destroy [-- STACKS… OPTIONS]

Deploys or destroys the stacks (default: all) in your AWS account with cdktf-cli, in the order of their dependencies.

  --var-file FILE  settings, after the automatic files; repeatable
  --out DIR        folder for the synthesized stacks (default: cdktf.out)
  --auto-approve   do not ask
  --migrate-state  move the states after state_backend has changed
  --ignore-missing-stack-dependencies
                   destroy the named stacks although others depend on them`;

/** Options that are handed to cdktf-cli as they are. */
const passedOn = ["auto-approve", "migrate-state", "ignore-missing-stack-dependencies"] as const;

async function main(): Promise<number> {
  const { values, positionals } = readOptions({
    allowPositionals: true,
    options: {
      ...synthOptionTable,
      "auto-approve": { type: "boolean" },
      "migrate-state": { type: "boolean" },
      "ignore-missing-stack-dependencies": { type: "boolean" },
      help: { type: "boolean" },
    } as const,
  });
  const [action, ...named] = positionals;
  if (values.help || (action !== "deploy" && action !== "destroy")) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const synth = synthOptionsOf(values);
  const settings = await synthesize(synth);

  const all = readStacks(synth.outdir);
  const keepsState = action === "destroy" && named.length === 0 && settings.state_backend !== "local";
  // A stack cannot write its last state into the bucket that it has just destroyed.
  const stacks = keepsState ? all.map(({ name }) => name).filter((name) => name !== "state") : named;
  if (keepsState) console.log("The stack state stays: it holds the states. docs/runbooks/take-down.md ends it.");

  const { tool } = await Terraform.find();
  // Checksums for other platforms come from the registry alone, and would make a mirror useless.
  const options = ["--skip-synth", "--skip-provider-lock", "--output", synth.outdir];
  for (const name of passedOn) if (values[name]) options.push(`--${name}`);
  // What a named stack depends on is deployed already, or Terraform says so. Dependents of a destroyed one are asked for.
  if (action === "deploy" && stacks.length > 0) options.push("--ignore-missing-stack-dependencies");
  const args = ["cdktf", action, ...(stacks.length > 0 ? stacks : ["*"]), ...options];
  return runInForeground("npx", args, userEnvironment(all, tool));
}

/** Runs a command that talks to the operator. A Ctrl-C is for the command, which ends in its own time. */
function runInForeground(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const ignore = () => {};
  process.on("SIGINT", ignore);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: environment });
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", ignore);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

runCommand(main);
