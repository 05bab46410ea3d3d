import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Does something while no other process does it, told apart by a folder that only one can make.
 *
 * The lock of a process that has died is taken over.
 */
export async function withLock<T>(folder: string, task: () => Promise<T>): Promise<T> {
  const owner = join(folder, "pid");
  mkdirSync(resolve(folder, ".."), { recursive: true });
  while (!tryMake(folder, owner)) {
    if (isAbandoned(owner)) rmSync(folder, { recursive: true, force: true });
    else await pause(200);
  }
  try {
    return await task();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tryMake(folder: string, owner: string): boolean {
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  writeFileSync(owner, String(process.pid));
  return true;
}

function isAbandoned(owner: string): boolean {
  try {
    const pid = Number(readFileSync(owner, "utf8"));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    // ESRCH: no such process. No file yet: its owner is just making it.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
