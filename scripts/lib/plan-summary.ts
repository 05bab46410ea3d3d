import { capacityVerdicts } from "../../src/config/capacity/report";
import type { Settings } from "../../src/config/settings-store";
import type { Action, PlannedResource } from "../../src/terraform/plan";
import { inWords, type StackOutcome } from "./plan-run";
import type { StackCheck } from "./report";

const symbols: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  forget: ".",
  "no-op": " ",
  read: " ",
};

/** A comment on GitHub holds 65,536 characters. */
const mostLinesPerStack = 150;

/** The changes of a plan as lines, such as `+ aws_vpc.main`. */
export function changeLines(changes: readonly PlannedResource[]): string[] {
  return changes.map(({ action, address }) => `${symbols[action]} ${address}`);
}

/**
 * The checks of all stacks: from their plans, and of a cluster that cannot be planned yet from the settings, so that a
 * first plan says as well whether the nodes carry the workload.
 */
export function checksOf(outcomes: readonly StackOutcome[], settings: Settings): StackCheck[] {
  return outcomes.flatMap(({ stack, ...outcome }) => {
    if (outcome.kind === "planned") return outcome.plan.checks.map((check) => ({ ...check, stack }));
    return outcome.kind === "waiting" && stack === "eks" ? checksOfSettings(stack, settings) : [];
  });
}

function checksOfSettings(stack: string, settings: Settings): StackCheck[] {
  return capacityVerdicts(settings).map(({ name, holds, message }) => ({
    stack,
    name,
    status: holds ? "pass" : "fail",
    problems: holds ? [] : [message],
  }));
}

/** The plans as Markdown, for the comment in a pull request. */
export function markdownSummary(outcomes: readonly StackOutcome[], checks: readonly StackCheck[]): string {
  const unmet = checks.filter(({ status }) => status !== "pass");
  const rows = outcomes.map((outcome) => `| ${outcome.stack} | ${inWords(outcome)} |`);
  const verdict =
    unmet.length === 0 ? passed(checks.length) : `**${unmet.length} of ${checks.length} checks did not pass.**`;
  const problems = unmet.map(({ name, stack, status, problems }) =>
    `- \`${name}\` (${stack}): ${status}. ${problems.join(" ")}`.trim(),
  );
  const sections = [
    "## Terraform plan",
    ["| stack | plan |", "| --- | --- |", ...rows].join("\n"),
    [verdict, ...problems].join("\n"),
    ...outcomes.flatMap(details),
  ];
  return `${sections.join("\n\n")}\n`;
}

function passed(count: number): string {
  return count === 0 ? "No check was evaluated." : `All ${count} checks passed.`;
}

function details(outcome: StackOutcome): string[] {
  if (outcome.kind === "waiting") return [];
  if (outcome.kind === "failed") return [folded(`${outcome.stack}: failed`, "", outcome.error.message.split("\n"))];
  const lines = changeLines(outcome.plan.changes);
  return lines.length === 0 ? [] : [folded(`${outcome.stack}: ${lines.length} changes`, "diff", lines)];
}

function folded(title: string, language: string, lines: readonly string[]): string {
  const more = lines.length > mostLinesPerStack ? [`… and ${lines.length - mostLinesPerStack} more`] : [];
  const shown = [...lines.slice(0, mostLinesPerStack), ...more].join("\n").replaceAll("```", "'''");
  return `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${shown}\n\`\`\`\n\n</details>`;
}
