import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { subnetPlan } from "../../src/config/subnet-plan";
import { loadTfvars } from "../config/settings-folder";
import { cidrsubnet } from "../modules/network/cidrsubnet";

const folder = "docs/runbooks";
const runbooks = readdirSync(folder);

/** The settings that a runbook tells an operator to write, block by block. */
function settingsIn(runbook: string): string[] {
  const text = readFileSync(`${folder}/${runbook}`, "utf8");
  return [...text.matchAll(/^```hcl\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}

test.each(runbooks.filter((runbook) => settingsIn(runbook).length > 0))(
  "the settings of %s are accepted",
  async (runbook) => {
    for (const block of settingsIn(runbook)) {
      await expect(loadTfvars(`aws_region = "ap-southeast-1"\n${block}`)).resolves.toBeDefined();
    }
  },
);

test.each(runbooks)("what %s links to exists", (runbook) => {
  const text = readFileSync(`${folder}/${runbook}`, "utf8");
  for (const [, target = ""] of text.matchAll(/\]\(([\w.-]+\.md)\)/g)) expect(runbooks).toContain(target);
});

describe("the subnets of change-zones.md", () => {
  const [frozen = "", larger = ""] = settingsIn("change-zones.md");
  const subnetsOf = async (block: string) => (await loadTfvars(`aws_region = "ap-southeast-1"\n${block}`)).settings;

  test("are frozen as they are computed for three zones of the default network", async () => {
    const { privateNewBits, publicNewBits, firstPublic } = subnetPlan(3);
    const zones = [0, 1, 2];
    const { private_subnet_cidrs, public_subnet_cidrs } = await subnetsOf(frozen);
    expect(private_subnet_cidrs).toEqual(zones.map((zone) => cidrsubnet("10.0.0.0/16", privateNewBits, zone)));
    expect(public_subnet_cidrs).toEqual(
      zones.map((zone) => cidrsubnet("10.0.0.0/16", publicNewBits, firstPublic + zone)),
    );
  });

  test("keep their place when a fourth zone comes", async () => {
    const [before, after] = [await subnetsOf(frozen), await subnetsOf(larger)];
    expect(after.az_count).toBe(before.az_count + 1);
    for (const list of ["availability_zones", "private_subnet_cidrs", "public_subnet_cidrs"] as const) {
      expect(after[list].slice(0, -1)).toEqual(before[list]);
    }
  });
});
