import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { makeTemporaryFolder, removeTemporaryFolder } from "../terraform/folders";
import { endProcess, startProcess } from "../terraform/processes";
import { downloadEnvironment, isolatedEnvironment } from "./isolated-environment";
import { emulatorFolder, emulatorPython } from "./python";

/** A resource that still exists in the emulator. */
export interface Leftover {
  readonly service: string;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly account: string;
}

/** What the emulator has seen since it started. */
export interface EmulatorStatistics {
  /** Requests held against AWS's published API models. */
  readonly checked: number;
  readonly refused: number;
  /** Requests that no model describes. */
  readonly unchecked: number;
  /** A message for each refused request, which names the member at fault. */
  readonly refusals: readonly string[];
  readonly unchecked_reasons: readonly string[];
}

/** What settings take for granted in an account; made with the very ids that they name. */
export interface Prerequisites {
  readonly hosted_zones?: readonly { readonly id: string; readonly name: string; readonly private?: boolean }[];
  readonly secrets?: readonly { readonly arn: string; readonly value?: string }[];
  readonly db_snapshots?: readonly {
    readonly id: string;
    readonly region?: string;
    readonly engine?: string;
    readonly engine_version?: string;
  }[];
  readonly principals?: readonly { readonly arn: string }[];
}

interface StartOptions {
  /** Account that the fake keys belong to, and that holds the prerequisites. @default 123456789012 */
  readonly accountId?: string;
  /** Called before something that takes long. */
  readonly onWait?: (message: string) => void;
  /** Seconds to wait until the emulator listens. @default 60 */
  readonly startSeconds?: number;
}

/** Starts the AWS emulator on a free loopback port. It ends with {@link Emulator.stop}, or with this process. */
export async function startEmulator(options: StartOptions = {}): Promise<Emulator> {
  const python = await emulatorPython(options.onWait);
  const home = makeTemporaryFolder("emulator");
  const account = options.accountId === undefined ? {} : { MOTO_ACCOUNT_ID: options.accountId };
  // Nothing of the user's environment but this: the emulator needs no credential, and a PYTHONPATH could break it.
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    PYTHONPATH: emulatorFolder,
    PYTHONUNBUFFERED: "1",
    ...account,
  };
  const args = ["-m", "platform_emulator", "--host", "127.0.0.1", "--port", "0"];
  const child = startProcess(python, args, { environment, stdin: "pipe" });
  const log = lastLines(child, 40);
  try {
    const port = await listeningPort(child, options.startSeconds ?? 60);
    return new Emulator(`http://127.0.0.1:${port}`, child, home, log);
  } catch (error) {
    endProcess(child);
    removeTemporaryFolder(home);
    throw new Error(`the emulator did not start: ${(error as Error).message}\n${log().join("\n")}`);
  }
}

/** A running AWS emulator. All it holds lies in its memory. */
export class Emulator {
  constructor(
    /** Address that stands for every AWS service. */
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly home: string,
    /** The last lines of its log: refused requests and defects. */
    readonly log: () => readonly string[],
  ) {}

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Environment for a command that must not reach anything but this emulator, whatever `base` holds. */
  environment(base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
    return isolatedEnvironment(base, { url: this.url, home: this.home });
  }

  /** Environment for `terraform init`, which may download providers and talks to no AWS API. */
  downloadEnvironment(base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
    return downloadEnvironment(base, this.home);
  }

  /** All that was made since the start and still exists, but for prerequisites. */
  leftovers(): Promise<readonly Leftover[]> {
    return this.ask("leftovers");
  }

  statistics(): Promise<EmulatorStatistics> {
    return this.ask("statistics");
  }

  /** Makes what settings take for granted, such as the hosted zone of their domain. */
  async makePrerequisites(wanted: Prerequisites): Promise<void> {
    await this.ask("prerequisites", { method: "POST", body: JSON.stringify(wanted) });
  }

  async stop(): Promise<void> {
    const isRunning = this.child.exitCode === null && this.child.signalCode === null;
    if (isRunning) {
      const closed = once(this.child, "close");
      const timer = setTimeout(() => endProcess(this.child), 3000);
      this.child.stdin?.end();
      await closed;
      clearTimeout(timer);
    }
    removeTemporaryFolder(this.home);
  }

  private async ask<T>(what: string, request: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.url}/platform-emulator/${what}`, request).catch((error: Error) => {
      throw new Error(`the emulator does not answer (${error.message}); its last words:\n${this.log().join("\n")}`);
    });
    if (!response.ok) throw new Error(`the emulator refuses ${what}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

async function listeningPort(child: ChildProcess, seconds: number): Promise<number> {
  if (!child.stdout) throw new Error("it has no stdout");
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(seconds * 1000) }),
    once(child, "close").then(([code]) => Promise.reject(new Error(`it ended with code ${code}`))),
  ]);
  const { port } = JSON.parse(line) as { port: number };
  child.stdout.resume();
  return port;
}

function lastLines(child: ChildProcess, count: number): () => readonly string[] {
  const lines: string[] = [];
  if (child.stderr)
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      if (lines.length > count) lines.shift();
    });
  return () => lines;
}
