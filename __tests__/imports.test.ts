import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../src/terraform/processes";

const environment = { PATH: process.env.PATH };

/** The rules of `.dependency-cruiser.cjs` that these files break. */
async function brokenRules(...files: string[]): Promise<string[]> {
  const args = ["depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...files];
  const { stdout } = await run("npx", args, { environment });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

test("imports go forward: main, platform, stacks, modules, config", { timeout: 60_000 }, async () => {
  expect(await brokenRules("main.ts", "src", "scripts")).toEqual([]);
});

test.each([
  ["src/modules", 'import "../../stacks/eks";', "modules-know-no-stacks"],
  ["src/modules", 'import { loadSettings } from "../../config/load"; loadSettings();', "modules-know-no-settings"],
  ["src/config", 'import "../../modules/checks/check";', "config-knows-no-constructs"],
  ["src/stacks", 'import { readFileSync } from "node:fs"; readFileSync("x");', "only-load-reads-the-world"],
  ["src/stacks", 'import "@cdktf/provider-aws";', "deep-provider-imports"],
])("fails when a file in %s says %s", { timeout: 60_000 }, async (folder, text, rule) => {
  const place = mkdtempSync(join(folder, "probe-"));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, "probe.ts"), `${text}\n`);
  expect(await brokenRules(place)).toContain(rule);
});
