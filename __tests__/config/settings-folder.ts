import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type LoadedSettings, loadSettings } from "../../src/config/load";
import { SettingsError } from "../../src/config/settings-error";

export interface Sources {
  /** Name of a file in the settings folder → its text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly varFiles?: readonly string[];
}

/** Loads settings from files in a folder of their own and from this environment alone. */
export async function load({ files = {}, environment = {}, varFiles }: Sources): Promise<LoadedSettings> {
  const directory = mkdtempSync(join(tmpdir(), "settings-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return loadSettings({ directory, environment, varFiles });
}

export async function loadTfvars(text: string): Promise<LoadedSettings> {
  return load({ files: { "terraform.tfvars": text } });
}

/** The messages of the error that these sources cause. */
export async function problemsOf(sources: Sources): Promise<string[]> {
  try {
    await load(sources);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
