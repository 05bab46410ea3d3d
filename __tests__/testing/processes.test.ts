import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { projectFolder } from "../../src/terraform/folders";
import { run } from "../../src/terraform/processes";
import { startEmulator } from "../../src/testing";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "processes-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts another Node that runs `code` with the harness's modules at hand. */
function startNode(code: string): ChildProcess {
  const modules = JSON.stringify(resolve(projectFolder, "src", "terraform"));
  const script = `const { startProcess } = require(${modules} + "/processes.ts");\n${code}`;
  return spawn(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await pause(50);
  expect(condition()).toBe(true);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed process stays as a zombie until its parent, here init, has taken notice.
    return !(existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
  } catch {
    return false;
  }
}

/** A shell that starts a child of its own, as Terraform starts its providers; both write their pids. */
const family = () => `
  const child = startProcess("sh", ["-c", "sleep 300 & echo $! > grandchild; echo $$ > child; wait"], { cwd: ${JSON.stringify(folder)}, environment: process.env });
`;

async function pids(): Promise<number[]> {
  const files = ["child", "grandchild"].map((name) => join(folder, name));
  await until(() => files.every((file) => existsSync(file) && readFileSync(file, "utf8").endsWith("\n")));
  return files.map((file) => Number(readFileSync(file, "utf8")));
}

describe("children and their children", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("end with their parent by %s, which exits with %d", async (signal, code) => {
    const parent = startNode(family());
    const family_ = await pids();
    expect(family_.every(isAlive)).toBe(true);
    parent.kill(signal);
    expect(await once(parent, "exit")).toEqual([code, null]);
    await until(() => !family_.some(isAlive));
  });

  test("end with their parent by an exception", async () => {
    const parent = startNode(`${family()} setTimeout(() => { throw new Error("expected in this test"); }, 500);`);
    const family_ = await pids();
    await once(parent, "exit");
    await until(() => !family_.some(isAlive));
  });

  test("end when their leader ends by itself", async () => {
    const parent = startNode(`
      startProcess("sh", ["-c", "sleep 300 & echo $! > grandchild; echo $$ > child"], { cwd: ${JSON.stringify(folder)}, environment: process.env });
      setInterval(() => {}, 1000);
    `);
    const [, grandchild = 0] = await pids();
    // The grandchild holds the pipes open, so only the end of the parent closes the group.
    parent.kill("SIGTERM");
    await until(() => !isAlive(grandchild));
  });
});

describe("run", () => {
  test("passes arguments as they are, without a shell", async () => {
    const { stdout, code } = await run("printf", ["%s|", "a b", "$HOME", "; exit 3"], {
      environment: { PATH: process.env.PATH },
    });
    expect(stdout).toBe("a b|$HOME|; exit 3|");
    expect(code).toBe(0);
  });

  test("hands each line on as it comes", async () => {
    const lines: string[] = [];
    await run("printf", ["a\\nb\\n"], { environment: process.env, onLine: (line) => void lines.push(line) });
    expect(lines).toEqual(["a", "b"]);
  });

  test("fails when the command does not exist", async () => {
    await expect(run("no-such-command", [], { environment: process.env })).rejects.toThrow("ENOENT");
  });
});

describe("the emulator", () => {
  test("ends when the process that has started it is killed outright", { timeout: 300_000 }, async () => {
    await (await startEmulator()).stop();
    const parent = startNode(`
      const { startEmulator } = require(${JSON.stringify(join(projectFolder, "src", "emulator", "emulator.ts"))});
      startEmulator().then((emulator) => console.log(emulator.pid));
    `);
    const [line] = await once(parent.stdout ?? parent, "data");
    const pid = Number(String(line));
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await until(() => !isAlive(pid));
  });
});
