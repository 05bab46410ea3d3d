import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Synth of the whole app as a ratio to the bare import of the same classes: what the app itself costs on top of loading
 * CDKTF and the provider bindings. Median of the pairs of one run, so that a slow machine slows both sides.
 *
 * Goal: at most 1.3.
 */
const pairs = Number(process.argv[2] ?? 10);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const outdir = join(folder, "out");

/** Imports every class of CDKTF and its bindings that the app imports, and does nothing with them. */
const bareImport = join(resolve("bench"), ".bare-import.ts");
writeFileSync(
  bareImport,
  classImports()
    .map((name) => `import ${JSON.stringify(name)};\n`)
    .join(""),
);

function classImports(): string[] {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = files
    .filter((file) => !file.startsWith("testing"))
    .map((file) => readFileSync(join("src", file), "utf8"));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/from "(cdktf|constructs|@cdktf\/[^"]+)"/g)].map(([, name]) => name),
  );
  return [...new Set(names)].filter((name) => name !== undefined).sort();
}

function seconds(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const synth = () => seconds(["main.ts", "--out", outdir]);
const bare = () => seconds([bareImport]);

synth();
bare();
const runs = Array.from({ length: pairs }, () => ({ synth: synth(), bare: bare() }));
rmSync(folder, { recursive: true });
rmSync(bareImport);

const show = (label: string, value: number, unit = "s") =>
  console.log(`${label.padEnd(28)} ${value.toFixed(2)} ${unit}`);
show("bare import (median)", median(runs.map((run) => run.bare)));
show("synth of the app (median)", median(runs.map((run) => run.synth)));
show("ratio (median of pairs)", median(runs.map((run) => run.synth / run.bare)), "");
