import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Root of the project: where `package.json`, `emulator/` and `.cache/` lie. */
export const projectFolder = resolve(__dirname, "..", "..");

/** Downloads and environments that are made once and used by every run; can be deleted at any time. */
export const cacheFolder = join(projectFolder, ".cache");

const temporary = new Set<string>();

/** A new folder for temporary files, gone when it is removed or when this process ends. */
export function makeTemporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `platform-${name}-`));
  if (temporary.size === 0) process.once("exit", removeTemporaryFolders);
  temporary.add(folder);
  return folder;
}

export function removeTemporaryFolder(folder: string): void {
  temporary.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Leaves a temporary folder where it is when this process ends. */
export function keepTemporaryFolder(folder: string): void {
  temporary.delete(folder);
}

/** Puts a finished folder in its place. False if somebody else was faster; theirs is as good. */
export function moveIntoPlace(finished: string, place: string): boolean {
  mkdirSync(resolve(place, ".."), { recursive: true });
  try {
    renameSync(finished, place);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    rmSync(finished, { recursive: true, force: true });
    return false;
  }
}

/** Removes all temporary folders of this process. */
export function removeTemporaryFolders(): void {
  for (const folder of temporary) removeTemporaryFolder(folder);
}
