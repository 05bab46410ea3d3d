import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, moveIntoPlace, projectFolder } from "../terraform/folders";
import { withLock } from "../terraform/lock";
import { run } from "../terraform/processes";
import { RequirementError } from "../terraform/requirement-error";

/** Folder of the Python package `platform_emulator`. */
export const emulatorFolder = join(projectFolder, "emulator");

const howToGetIt =
  "install Python 3.10 or later with its venv module (Debian: apt install python3-venv) and put python3 on the PATH";

interface PythonPackages {
  /** Short name of what the packages are for, such as `emulator`. */
  readonly name: string;
  /** Folder of `requirements.txt`, in which every package is pinned by hash. */
  readonly folder: string;
  /** As a message names it, such as `the AWS emulator`. */
  readonly title: string;
  /** Called before something that takes long. */
  readonly onWait?: (message: string) => void;
}

/** The Python interpreter of the emulator's private virtual environment; see {@link privatePython}. */
export function emulatorPython(onWait?: (message: string) => void): Promise<string> {
  return privatePython({ name: "emulator", folder: emulatorFolder, title: "the AWS emulator", onWait });
}

/**
 * The Python interpreter of a private virtual environment, which is made on first use (about a minute).
 *
 * A changed `requirements.txt`, or another Python, gets a new environment; callers in other processes wait for the
 * one who makes it.
 *
 * @throws RequirementError if Python is missing or too old, or the packages cannot be had
 */
export async function privatePython({ name, folder, title, onWait }: PythonPackages): Promise<string> {
  const requirements = join(folder, "requirements.txt");
  const version = await pythonVersion();
  const key = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const place = join(cacheFolder, `${name}-${key}`);
  const python = (folder: string) => join(folder, "bin", "python");
  if (existsSync(place)) return python(place);

  onWait?.(`installing ${title} into .cache (only the first time)`);
  await withLock(`${place}.lock`, async () => {
    if (existsSync(place)) return;
    const unfinished = `${place}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    await step("python3", ["-m", "venv", unfinished], `python3 -m venv failed; ${howToGetIt}`);
    const install = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--require-hashes",
      "-r",
      requirements,
    ];
    await step(
      python(unfinished),
      install,
      `the packages of ${title} cannot be installed; allow access to a Python package index (PIP_INDEX_URL) or give a folder of wheels (PIP_FIND_LINKS)`,
    );
    // Nothing but `python -m` is used, so that the environment may move: scripts in bin/ would not.
    moveIntoPlace(unfinished, place);
  });
  return python(place);
}

async function pythonVersion(): Promise<string> {
  const command = ["-c", "import sys; print('.'.join(map(str, sys.version_info[:3])), sys.prefix)"];
  const { code, stdout } = await run("python3", command, { environment: process.env }).catch(() => {
    throw new RequirementError("Python", `python3 does not run; ${howToGetIt}`);
  });
  const [major = 0, minor = 0] = stdout.split(".").map(Number);
  if (code !== 0 || major < 3 || (major === 3 && minor < 10))
    throw new RequirementError(
      "Python",
      `python3 is ${stdout.split(" ")[0] || "broken"}, at least 3.10 is needed; ${howToGetIt}`,
    );
  return stdout;
}

async function step(command: string, args: readonly string[], failure: string): Promise<void> {
  const { code, stdout, stderr } = await run(command, args, { environment: process.env });
  if (code !== 0) throw new RequirementError("Python", `${failure}\n${(stderr || stdout).trim()}`);
}
