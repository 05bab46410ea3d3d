import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Suppression, suppressions } from "../../security/suppressions";
import { makeTemporaryFolder, removeTemporaryFolder } from "../../src/terraform/folders";
import { inStackOrder } from "../../src/terraform/stack-order";
import { startEmulator } from "../../src/testing";
import { type CheckovReport, runCheckov } from "../../src/testing/checkov";
import { planExample, withValues } from "./example-plans";

const minutes = 60_000;
const examples = readdirSync("examples").flatMap((file) => /^(.*)\.tfvars$/.exec(file)?.[1] ?? []);

const openPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }],
});

/** The plan of an example with the protections taken away that {@link broken} names. */
const brokenPlan = "broken";
/** What Checkov must find in that plan, and the values that break it. */
const broken: Readonly<Record<string, readonly [type: string, values: object]>> = {
  CKV_AWS_7: ["aws_kms_key", { enable_key_rotation: false }],
  CKV_AWS_58: ["aws_eks_cluster", { encryption_config: [] }],
  CKV_AWS_79: ["aws_launch_template", { metadata_options: [{ http_tokens: "optional" }] }],
  CKV_AWS_24: ["aws_vpc_security_group_ingress_rule", { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22 }],
  CKV_AWS_56: ["aws_s3_bucket_public_access_block", { restrict_public_buckets: false }],
  CKV_AWS_33: ["aws_kms_key", { policy: openPolicy }],
};

interface Finding {
  readonly check: string;
  readonly title: string;
  readonly example: string;
  /** Path of the construct. */
  readonly resource: string;
}

let report: CheckovReport;
let findings: readonly Finding[];

beforeAll(async () => {
  const plans = makeTemporaryFolder("plans");
  const constructs = new Map<string, string>();
  const emulator = await startEmulator();
  try {
    const tasks = examples.map((name) => ({ name, dependencies: [] }));
    await inStackOrder(tasks, { limit: 2 }, async ({ name }) => {
      const planned = await planExample(name, emulator);
      for (const [address, path] of planned.constructs) constructs.set(address, path);
      writeFileSync(join(plans, `${name}.json`), JSON.stringify(planned.plan));
      if (name !== examples[0]) return;
      const worse = withValues(planned.plan, Object.values(broken));
      writeFileSync(join(plans, `${brokenPlan}.json`), JSON.stringify(worse));
    });
    report = await runCheckov(plans);
  } finally {
    await emulator.stop();
    removeTemporaryFolder(plans);
  }
  findings = report.failed
    .filter(({ plan }) => plan !== brokenPlan)
    .map(({ check, title, plan, resource }) => {
      return { check, title, example: plan, resource: constructs.get(resource) ?? resource };
    });
}, 10 * minutes);

test.each(examples)("%s breaks no rule without a reason", (example) => {
  const unexplained = findings.filter((it) => it.example === example && !suppressions.some((row) => covers(row, it)));
  expect(unexplained.map(({ check, resource, title }) => `${check} ${resource}: ${title}`).sort()).toEqual([]);
});

test("every suppression is still needed, for each resource and each example that it names", () => {
  const idle = suppressions.flatMap((row) => {
    const parts = row.resources.flatMap((resource) =>
      (row.examples ?? [undefined]).map((example) => ({ resource, example })),
    );
    return parts
      .filter(({ resource, example }) => !findings.some((it) => isPart(it, row, resource, example)))
      .map((part) => ({ check: row.check, ...part }));
  });
  expect(idle).toEqual([]);
});

test.each(Object.keys(broken))("fails when a protection is taken away (%s)", (check) => {
  expect(report.failed.filter(({ plan }) => plan === brokenPlan).map((it) => it.check)).toContain(check);
  expect(findings.map((it) => it.check)).not.toContain(check);
});

function covers(row: Suppression, finding: Finding): boolean {
  const { examples = [undefined] } = row;
  return row.resources.some((resource) => examples.some((example) => isPart(finding, row, resource, example)));
}

function isPart(finding: Finding, { check }: Suppression, resource: string, example = finding.example): boolean {
  return finding.check === check && finding.resource === resource && finding.example === example;
}
