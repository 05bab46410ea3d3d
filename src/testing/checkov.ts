import { readFileSync } from "node:fs";
import { join } from "node:path";
import { privatePython } from "../emulator/python";
import { makeTemporaryFolder, projectFolder, removeTemporaryFolder } from "../terraform/folders";
import { run } from "../terraform/processes";

/** A rule of Checkov that a resource breaks. */
interface FailedCheck {
  /** Such as `CKV_AWS_7`. */
  readonly check: string;
  readonly title: string;
  /** File name of the plan without `.json`. */
  readonly plan: string;
  /** Address without the index of an instance. */
  readonly resource: string;
}

export interface CheckovReport {
  /** How often a rule holds, over all plans. */
  readonly passed: number;
  readonly failed: readonly FailedCheck[];
}

/** What Checkov prints for one kind of file. */
interface ReportJson {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: { readonly failed_checks: readonly FailedCheckJson[]; readonly parsing_errors: readonly string[] };
}

interface FailedCheckJson {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource_address?: string | null;
  readonly resource: string;
}

/**
 * Runs Checkov once over all plans (`terraform show -json`) in a folder, without network.
 *
 * It reads plans because it cannot read the synthesized JSON: its parser stops at `required_version`, and past that it
 * resolves neither lists in variables nor `jsonencode`, so that rules pass and fail for nothing.
 *
 * @throws RequirementError if Checkov cannot be had
 */
export async function runCheckov(plans: string): Promise<CheckovReport> {
  const python = await privatePython({ name: "checkov", folder: join(projectFolder, "security"), title: "Checkov" });
  const home = makeTemporaryFolder("checkov");
  try {
    const args = ["--directory", plans, "--framework", "terraform_plan", "--skip-download", "--compact"];
    const output = ["--output", "json", "--output-file-path", home, "--soft-fail"];
    const { code, stderr } = await run(python, ["-m", "checkov.main", ...args, ...output], {
      cwd: home,
      environment: environment(home),
    });
    if (code !== 0) throw new Error(`Checkov ended with code ${code}\n${stderr}`);
    return reportOf(JSON.parse(readFileSync(join(home, "results_json.json"), "utf8")));
  } finally {
    removeTemporaryFolder(home);
  }
}

/** Nothing of the user's environment: no API key of his, no configuration file, and proxies that lead nowhere. */
function environment(home: string): NodeJS.ProcessEnv {
  const nowhere = "http://127.0.0.1:9";
  return {
    PATH: process.env.PATH,
    HOME: home,
    LOG_LEVEL: "ERROR",
    CKV_SKIP_PACKAGE_UPDATE_CHECK: "true",
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
}

function reportOf({ summary, results }: ReportJson): CheckovReport {
  if (summary.parsing_errors > 0)
    throw new Error(`Checkov cannot read ${summary.parsing_errors} plans: ${results.parsing_errors.join(", ")}`);
  const failed = results.failed_checks.map((it) => ({
    check: it.check_id,
    title: it.check_name,
    plan: it.file_path.replace(/^.*\/|\.json$/g, ""),
    resource: (it.resource_address ?? it.resource).replace(/\[.*\]$/, ""),
  }));
  return { passed: summary.passed, failed };
}
