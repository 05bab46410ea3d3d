import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { downloadEnvironment } from "../../src/emulator/isolated-environment";
import { projectFolder } from "../../src/terraform/folders";
import { run } from "../../src/terraform/processes";
import { Terraform } from "../../src/terraform/terraform";
import { RequirementError } from "../../src/testing";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "requirements-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A Terraform that only tells its version. */
function fakeTerraform(says: string): NodeJS.ProcessEnv {
  const file = join(folder, "fake");
  writeFileSync(file, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(file, 0o755);
  return { PATH: process.env.PATH, TERRAFORM_BINARY_NAME: file };
}

describe("Terraform", () => {
  test("is found under its name, or under the one in TERRAFORM_BINARY_NAME", async () => {
    expect(await Terraform.find(fakeTerraform("OpenTofu v1.12.0"))).toMatchObject({
      tool: "OpenTofu",
      version: "1.12.0",
    });
    expect(await Terraform.find(fakeTerraform("Terraform v1.11.4"))).toMatchObject({ tool: "Terraform" });
  });

  test("fails when it is missing, with the way to get it", async () => {
    const finding = Terraform.find({ PATH: folder });
    await expect(finding).rejects.toThrow(RequirementError);
    await expect(finding).rejects.toThrow(/^terraform is not on the PATH; install Terraform 1\.5 or later/);
  });

  test.each([
    ["Terraform v1.4.7", "is Terraform 1.4.7, at least 1.5 is needed; install"],
    ["hello", "is neither Terraform nor OpenTofu; install"],
  ])("fails when it says %s", async (says, message) => {
    await expect(Terraform.find(fakeTerraform(says))).rejects.toThrow(message);
  });
});

test("fails when a provider cannot be had, with the way to get it", { timeout: 60_000 }, async () => {
  const configuration = join(folder, "only-an-empty-mirror.rc");
  mkdirSync(join(folder, "mirror"));
  writeFileSync(configuration, `provider_installation { filesystem_mirror { path = "${join(folder, "mirror")}" } }\n`);
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider: { aws: {} } }));
  const terraform = await Terraform.find();
  const environment = { ...downloadEnvironment(process.env, folder), TF_CLI_CONFIG_FILE: configuration };
  const init = terraform.init(folder, { environment });
  await expect(init).rejects.toThrow(RequirementError);
  await expect(init).rejects.toThrow(
    /a provider cannot be had; allow access .*PLATFORM_PROVIDER_MIRROR=FOLDER\n.*hashicorp\/aws/s,
  );
});

test("fails when Python is missing, with the way to get it", { timeout: 60_000 }, async () => {
  const python = JSON.stringify(join(projectFolder, "src", "emulator", "python.ts"));
  const script = `require(${python}).emulatorPython().catch((error) => console.log(error.name, error.message));`;
  const args = ["--import", "tsx", "-e", script];
  const { stdout } = await run(process.execPath, args, { cwd: projectFolder, environment: { PATH: folder } });
  expect(stdout).toMatch(/^RequirementError python3 does not run; install Python 3\.10 or later/);
});
