import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { emulatorFolder, emulatorPython } from "../../src/emulator/python";

/** Milliseconds; the first use also makes the virtual environment. */
const TIMEOUT = 10 * 60_000;

interface Run {
  readonly exitCode: number | string | null;
  readonly output: string;
}

/** Runs the emulator's own tests; unittest writes its summary to stderr. */
const runUnittests = (python: string): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      python,
      ["-m", "unittest", "discover", "-s", "tests", "-t", ".", "--buffer"],
      {
        cwd: emulatorFolder,
        env: { ...process.env, PYTHONPATH: emulatorFolder, PYTHONDONTWRITEBYTECODE: "1" },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) =>
        resolve({ exitCode: error ? (error.code ?? child.signalCode) : 0, output: `${stdout}${stderr}` }),
    );
  });

test(
  "the emulator passes its own tests",
  async () => {
    const { exitCode, output } = await runUnittests(await emulatorPython());

    const count = Number(/^Ran (\d+) tests? in /m.exec(output)?.[1] ?? 0);
    expect(exitCode, output).toBe(0);
    expect(count, output).toBeGreaterThan(0);
  },
  TIMEOUT,
);
