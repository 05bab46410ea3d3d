import { writeFileSync } from "node:fs";
import { runCommand, synthesize } from "./lib/command";
import { planFileName, planStacks, type StackOutcome } from "./lib/plan-run";
import { changeLines, checksOf, markdownSummary } from "./lib/plan-summary";
import { ProgressDisplay } from "./lib/progress";
import { checkLines, unmetChecks } from "./lib/report";
import { bad, doubtful, heading } from "./lib/style";
import { readOptions, synthOptionsOf, synthOptionTable } from "./options";

const usage = `npm run plan [-- OPTIONS]

Plans all stacks in your AWS account and evaluates the checks. Changes nothing.

  --var-file FILE  settings, after the automatic files; repeatable
  --out DIR        folder for the synthesized stacks (default: cdktf.out)
  --strict         exit with 1 when a check fails or cannot be evaluated
  --summary FILE   write a summary in Markdown, for a pull request`;

async function main(): Promise<number> {
  const { values } = readOptions({
    options: {
      ...synthOptionTable,
      strict: { type: "boolean" },
      summary: { type: "string" },
      help: { type: "boolean" },
    } as const,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const synth = synthOptionsOf(values);
  const settings = await synthesize(synth);
  const outcomes = await planStacks(synth.outdir, new ProgressDisplay());
  for (const outcome of outcomes) print(outcome);
  const checks = checksOf(outcomes, settings);
  console.log(`\n${heading("Checks")}\n${checkLines(checks).join("\n") || "  none"}`);
  if (values.summary) writeFileSync(values.summary, markdownSummary(outcomes, checks));

  const unmet = unmetChecks(checks);
  if (unmet.length > 0) console.log(bad(`\n${unmet.length} of ${checks.length} checks did not pass`));
  const failed = outcomes.some(({ kind }) => kind === "failed");
  return failed || (values.strict && unmet.length > 0) ? 1 : 0;
}

function print(outcome: StackOutcome): void {
  console.log(`\n${heading(outcome.stack)}`);
  if (outcome.kind === "failed") console.log(bad(outcome.error.message));
  else if (outcome.kind === "waiting")
    console.log(doubtful(`  not planned: it reads outputs of ${outcome.for.join(", ")}; deploy that first`));
  else {
    const lines = changeLines(outcome.plan.changes);
    console.log(lines.map((line) => `  ${line}`).join("\n") || "  no changes");
    if (lines.length > 0) console.log(`  in detail: terraform -chdir=${outcome.folder} show ${planFileName}`);
  }
}

runCommand(main);
