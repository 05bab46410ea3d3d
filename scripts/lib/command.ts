import { mkdirSync } from "node:fs";
import { loadSettings } from "../../src/config/load";
import { SettingsError } from "../../src/config/settings-error";
import type { Settings } from "../../src/config/settings-store";
import { synthPlatform } from "../../src/platform";
import { RequirementError } from "../../src/terraform/requirement-error";
import type { SynthOptions } from "../options";

/** Loads the settings and synthesizes all stacks. Nothing is written when a setting is wrong. */
export async function synthesize({ varFiles, outdir }: SynthOptions): Promise<Settings> {
  const { settings, notices } = await loadSettings({ varFiles });
  for (const notice of notices) console.error(notice);
  mkdirSync(outdir, { recursive: true });
  synthPlatform(settings, outdir);
  return settings;
}

/** Runs a command and exits with the code it returns. What an operator can mend is told without a stack trace. */
export function runCommand(command: () => Promise<number>): void {
  command().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const isExpected = error instanceof SettingsError || error instanceof RequirementError;
      console.error(isExpected ? error.message : error);
      process.exitCode = 1;
    },
  );
}
