/** One thing wrong with the settings, as a sentence that names the setting, the rule, the value and the way out. */
export interface Problem {
  /** Name of the setting or of the file. */
  readonly subject: string;
  readonly message: string;
}

/** All that is wrong with the settings, together. Nothing has been written when it is thrown. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${count} in the settings; nothing was written:`, ...problems.map((p) => `  - ${p.message}`)].join("\n"));
    this.name = "SettingsError";
  }
}
