import { parseArgs } from "node:util";

/** Options that every command takes which reads settings. */
export const synthOptionTable = {
  "var-file": { type: "string", multiple: true },
  out: { type: "string" },
} as const;

export interface SynthOptions {
  /** Settings files, read after the automatic ones; undefined leaves it to `PLATFORM_VAR_FILES`. */
  readonly varFiles: readonly string[] | undefined;
  /** Folder for the synthesized stacks. */
  readonly outdir: string;
}

/** Reads `--var-file FILE` (repeatable) and `--out DIR`; cdktf-cli gives the folder as `CDKTF_OUTDIR`. */
export function synthOptions(args: readonly string[] = process.argv.slice(2)): SynthOptions {
  return synthOptionsOf(readOptions({ args: [...args], options: synthOptionTable }).values);
}

export function synthOptionsOf(values: { "var-file"?: string[]; out?: string }): SynthOptions {
  return { varFiles: values["var-file"], outdir: values.out ?? process.env.CDKTF_OUTDIR ?? "cdktf.out" };
}

/** `parseArgs` that ends the command with one line, not with a stack trace, when an option is unknown. */
export const readOptions: typeof parseArgs = (config) => {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error((error as Error).message.split(". ")[0]);
    process.exit(1);
  }
};
