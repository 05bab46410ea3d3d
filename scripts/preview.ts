import { capacityReport } from "../src/config/capacity/report";
import type { Settings } from "../src/config/settings-store";
import { startEmulator } from "../src/emulator/emulator";
import { prerequisitesOf } from "../src/emulator/prerequisites";
import { shadowNote } from "../src/terraform/shadow/names";
import { runCommand, synthesize } from "./lib/command";
import { type PreviewResult, previewPhases, runPreview } from "./lib/preview-run";
import { ProgressDisplay } from "./lib/progress";
import { capacityTable, checkLines, unmetChecks } from "./lib/report";
import { bad, doubtful, duration, good, heading } from "./lib/style";
import { table } from "./lib/table";
import { readOptions, synthOptionsOf, synthOptionTable } from "./options";

const usage = `npm run preview [-- OPTIONS]

Creates all stacks in an emulated AWS account, plans them again, destroys them, and reports.

  --var-file FILE  settings, after the automatic files; repeatable
  --out DIR        folder for the synthesized stacks (default: cdktf.out)
  --keep           leave the working copies, states and plans where they are
  --strict         exit with 1 when a check fails`;

async function main(): Promise<number> {
  const options = {
    ...synthOptionTable,
    keep: { type: "boolean" },
    strict: { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  const { values } = readOptions({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const synth = synthOptionsOf(values);
  const settings = await synthesize(synth);

  const display = new ProgressDisplay();
  const started = Date.now();
  const accountId = settings.aws_account_id ?? undefined;
  const emulator = await startEmulator({ accountId, onWait: (message) => display.print(message) });
  try {
    await emulator.makePrerequisites(prerequisitesOf(settings));
    const result = await runPreview({ emulator, folder: synth.outdir, display, keep: values.keep ?? false });
    printSummary(result, settings, synth.outdir, Date.now() - started);
    return exitCode(result, values.strict ?? false);
  } finally {
    display.stop();
    await emulator.stop();
  }
}

function printSummary(
  { stacks, leftovers, failure }: PreviewResult,
  settings: Settings,
  outdir: string,
  took: number,
): void {
  const rows = stacks.map(({ name, resources, times, shadows }) => [
    name + shadowNote(shadows),
    String(resources),
    ...previewPhases.map((phase) => (times[phase] === undefined ? "–" : duration(times[phase]))),
  ]);
  const checks = stacks.flatMap((stack) => stack.checks);
  const failed = checks.filter(({ status }) => status === "fail");
  const sections = [
    `\n${heading("Stacks")}\n${table([["", "resources", ...previewPhases], ...rows])}`,
    `${heading("Checks")}\n${checkLines(checks).join("\n") || "  none"}`,
    `${heading("Capacity at the peak of a rollout")}\n${capacityTable(capacityReport(settings))}`,
    `The JSON lies in ${outdir}/stacks/*/cdk.tf.json.`,
  ];
  console.log(sections.join("\n\n"));
  if (failed.length > 0)
    console.log(
      bad(`${failed.length} of ${checks.length} checks failed: ${failed.map(({ name }) => name).join(", ")}`),
    );
  if (failure) console.log(`${bad("The preview failed:")} ${failure.message}`);
  else if (leftovers.length > 0) console.log(`${bad("Left behind after the destroy:")}\n${leftoverLines(leftovers)}`);
  else
    console.log(
      good(`All was created, planned again without changes and destroyed, in ${duration(took)}; nothing is left.`),
    );
  const missing = [...new Set(stacks.flatMap(({ shadows }) => shadows))].sort();
  if (missing.length > 0)
    console.log(doubtful(`No provider to be had for ${missing.join(", ")}: shadows stood in (docs/testing.md).`));
}

function leftoverLines(leftovers: PreviewResult["leftovers"]): string {
  return leftovers.map(({ service, type, id, region }) => `  ${service} ${type} ${id} (${region})`).join("\n");
}

function exitCode({ stacks, leftovers, failure }: PreviewResult, strict: boolean): number {
  if (failure || leftovers.length > 0) return 1;
  return strict && unmetChecks(stacks.flatMap((stack) => stack.checks)).length > 0 ? 1 : 0;
}

// Everything that runs ends with this process, and its temporary folders go (src/testing).
process.on("SIGINT", () => {
  console.error(doubtful("\nstopped; nothing was changed outside of this machine"));
  process.exit(130);
});

runCommand(main);
