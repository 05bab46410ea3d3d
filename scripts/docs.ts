import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { exampleFile, settingsPage } from "../src/config/document";

/** Files that follow from the declarations of the settings. */
const generated: Readonly<Record<string, () => string>> = {
  "docs/settings.md": settingsPage,
  "terraform.tfvars.example": exampleFile,
};

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

for (const [file, render] of Object.entries(generated)) {
  if (!values.check) {
    writeFileSync(file, render());
  } else if (readIfPresent(file) !== render()) {
    console.error(`${file} is stale; run npm run docs and commit it`);
    process.exitCode = 1;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
