import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";

export interface StartOptions {
  readonly cwd?: string;
  /** The whole environment of the child: nothing is inherited beside it. */
  readonly environment: NodeJS.ProcessEnv;
  /** `pipe` keeps the child's stdin open until this process ends. @default "ignore" */
  readonly stdin?: "ignore" | "pipe";
}

export interface RunOptions extends StartOptions {
  /** Called with each line of stdout as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface Finished {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const living = new Set<ChildProcess>();

/**
 * Starts a child in a process group of its own, without a shell.
 *
 * Terraform starts its providers as children. A group is the one handle on all of them, so that nothing outlives this
 * process, whether it ends by itself, by an exception or by a signal; a killed process closes the child's stdin at least.
 */
export function startProcess(command: string, args: readonly string[], options: StartOptions): ChildProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.environment,
    detached: true,
    stdio: [options.stdin ?? "ignore", "pipe", "pipe"],
  });
  if (living.size === 0) watchOverChildren();
  living.add(child);
  child.once("close", () => forget(child));
  child.once("error", () => forget(child));
  return child;
}

/**
 * Runs a command to its end.
 *
 * @throws the error of `spawn` (such as ENOENT); a failing exit code is no error here
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, options);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    if (options.onLine && child.stdout) createInterface({ input: child.stdout }).on("line", options.onLine);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Kills a child together with everything it has started. */
export function endProcess(child: ChildProcess): void {
  if (child.pid === undefined || !living.has(child)) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}

/** Kills every child that {@link startProcess} has started and that still runs. */
export function endProcesses(): void {
  for (const child of living) endProcess(child);
}

function forget(child: ChildProcess): void {
  // The leader may be gone while a grandchild still runs.
  endProcess(child);
  if (living.delete(child) && living.size === 0) leaveChildren();
}

function watchOverChildren(): void {
  process.on("exit", endProcesses);
  for (const signal of signals) process.on(signal, onSignal);
}

function leaveChildren(): void {
  process.off("exit", endProcesses);
  for (const signal of signals) process.off(signal, onSignal);
}

function onSignal(signal: (typeof signals)[number]): void {
  // Counted before the children are gone: their end takes this listener away.
  const isAlone = process.listenerCount(signal) === 1;
  endProcesses();
  // Node no longer ends by itself once somebody listens; if others listen too, the end is theirs to decide.
  if (isAlone) process.exit(128 + constants.signals[signal]);
}
