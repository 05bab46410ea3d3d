import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { nearestName, resolveSettings, schemaOf } from "./resolve";
import type { Problem } from "./settings-error";
import { type ParsedSource, parseEnvironmentValue, parseSettingsFile } from "./settings-file";
import { type Settings, settingsOf } from "./settings-store";
import { shapeOf } from "./shape";

interface LoadOptions {
  /** Folder with `terraform.tfvars`, `terraform.tfvars.json` and `*.auto.tfvars`. @default - the working directory */
  readonly directory?: string;
  /** Files named by the user, after the automatic ones, in order. @default - `PLATFORM_VAR_FILES`, colon-separated */
  readonly varFiles?: readonly string[];
  /** @default - the environment of this process */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** What an operator should know although nothing is wrong. */
  readonly notices: readonly string[];
}

/**
 * Reads the settings from all their sources, in Terraform's order: `TF_VAR_*`, `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars(.json)` in lexical order, then the files that the user names; the later wins.
 * Nothing else in the app reads a settings file or the environment.
 *
 * @throws SettingsError with everything that is wrong
 */
export async function loadSettings(options: LoadOptions = {}): Promise<LoadedSettings> {
  const { directory = process.cwd(), environment = process.env } = options;
  const varFiles = options.varFiles ?? environment.PLATFORM_VAR_FILES?.split(":").filter((file) => file !== "") ?? [];
  const { sources, notices } = await environmentSources(environment);
  const files = [...automaticFiles(directory), ...varFiles];
  for (const file of files) sources.push(await readSettingsFile(directory, file));

  const entries = sources.flatMap((source) => source.entries);
  const problems = sources.flatMap((source) => source.problems);
  const resolved = resolveSettings(entries, problems);
  return { settings: settingsOf(resolved.values), notices: [...notices, ...resolved.notices] };
}

function automaticFiles(directory: string): string[] {
  const present = existsSync(directory) ? readdirSync(directory).sort() : [];
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((file) => present.includes(file));
  return [...first, ...present.filter((file) => /\.auto\.tfvars(\.json)?$/.test(file))];
}

async function readSettingsFile(directory: string, file: string): Promise<ParsedSource> {
  const path = resolve(directory, file);
  if (!existsSync(path)) {
    const message = `${file} does not exist; give --var-file or PLATFORM_VAR_FILES the path of a tfvars file`;
    const problem: Problem = { subject: file, message };
    return { entries: [], problems: [problem] };
  }
  return parseSettingsFile(basename(file), readFileSync(path, "utf8"));
}

async function environmentSources(environment: Readonly<Record<string, string | undefined>>) {
  const sources: ParsedSource[] = [];
  const notices: string[] = [];
  for (const [variable, value] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = /^TF_VAR_(.+)$/.exec(variable)?.[1];
    if (name === undefined || value === undefined) continue;
    const schema = schemaOf(name);
    if (schema === undefined) {
      // Terraform ignores variables that no configuration declares; a near miss is worth a word.
      const nearest = nearestName(name);
      if (nearest !== undefined)
        notices.push(`${variable} is no setting and is ignored; did you mean TF_VAR_${nearest}?`);
      continue;
    }
    const { kind } = shapeOf(schema).value;
    sources.push(await parseEnvironmentValue(name, value, kind === "string"));
  }
  return { sources, notices };
}
