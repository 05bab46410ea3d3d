import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { loadSettings } from "../../src/config/load";
import { synthPlatform } from "../../src/platform";
import { makeTemporaryFolder } from "../../src/terraform/folders";

const examples = readdirSync("examples").filter((file) => file.endsWith(".tfvars"));

async function synth(varFiles: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const { settings } = await loadSettings({ directory: "examples", varFiles, environment });
  const outdir = makeTemporaryFolder("output");
  synthPlatform(settings, outdir);
  return outdir;
}

/** Relative path → content of every file. */
function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [relative(".", name), readFileSync(join(folder, name), "utf8")]));
}

function leavesOf(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value).flatMap(([key, item]) => [key, ...leavesOf(item)]);
}

describe.each(examples)("the output of %s", (example) => {
  test("holds no mangled token and no absurd number", async () => {
    for (const [name, content] of Object.entries(filesOf(await synth([example])))) {
      if (!name.endsWith(".json")) continue;
      const leaves = leavesOf(JSON.parse(content));
      const mangled = leaves.filter(
        (leaf) =>
          (typeof leaf === "string" &&
            /TfToken\[|TOKEN\[|\[object Object\]|-?\d\.\d+e\+?\d{2,}|NaN|undefined/.test(leaf)) ||
          (typeof leaf === "number" && Math.abs(leaf) > 1e12),
      );
      expect(mangled, name).toEqual([]);
    }
  });

  test("is the same in every folder and holds no path of the machine", async () => {
    const [first, second] = [await synth([example]), await synth([example])];
    expect(filesOf(second)).toEqual(filesOf(first));
    for (const content of Object.values(filesOf(first))) {
      expect(content).not.toContain(process.cwd());
      expect(content).not.toContain(first);
    }
  });

  test("says nothing of the emulator", async () => {
    const content = Object.values(filesOf(await synth([example]))).join();
    expect(content).not.toMatch(/skip_credentials_validation|s3_use_path_style|127\.0\.0\.1|localhost/);
  });
});

test("a secret in the environment never enters the output", async () => {
  const outdir = await synth(["light.tfvars"], {
    TF_VAR_aws_role_external_id: "hush-hush",
    TF_VAR_aws_role_name: "Deployer",
    TF_VAR_aws_account_id: "123456789012",
  });
  const content = Object.values(filesOf(outdir)).join();
  expect(content).toContain("Deployer");
  expect(content).not.toContain("hush-hush");
});

test("changing the region changes settings alone, no resource", async () => {
  const read = async (region: string) => {
    const files = filesOf(await synth(["light.tfvars"], { TF_VAR_aws_region: region }));
    return Object.values(files).map((content) => content.replaceAll(region, "<region>"));
  };
  expect(await read("us-west-2")).toEqual(await read("ca-central-1"));
});

test("with states in S3 the bucket comes first and goes last; one that exists already is left alone", async () => {
  const s3 = { TF_VAR_state_backend: "s3", TF_VAR_state_bucket: "states" };
  const dependencies = async (environment: Record<string, string>) => {
    const manifest = JSON.parse(
      readFileSync(join(await synth(["light.tfvars"], environment), "manifest.json"), "utf8"),
    );
    return Object.values<{ name: string; dependencies: string[] }>(manifest.stacks).map((it) => [
      it.name,
      it.dependencies,
    ]);
  };
  expect(Object.fromEntries(await dependencies(s3))).toMatchObject({ network: ["state"], state: [] });
  const foreign = await dependencies({ ...s3, TF_VAR_state_bucket_managed: "false" });
  expect(Object.fromEntries(foreign)).toEqual({ network: [], eks: ["network"] });
});
