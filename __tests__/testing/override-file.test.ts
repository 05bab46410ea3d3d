import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { overrideFile, overrideFileName } from "../../src/emulator/override-file";
import { WorkFolder } from "../../src/emulator/work-folder";
import { readStacks } from "../../src/terraform/manifest";
import type { StackConfiguration } from "../../src/terraform/stack-configuration";
import { synthStacks } from "../../src/testing";
import { exampleApp } from "./example-app";

const options = {
  url: "http://127.0.0.1:5000",
  stateFile: "a.tfstate",
  remoteStateFile: (name: string) => `${name}.tfstate`,
};
const override = (stack: StackConfiguration) => overrideFile(stack, options);

describe("overrideFile", () => {
  test("keeps the state in a local file, whatever the backend is", () => {
    const backend = { terraform: { backend: { local: { path: "a.tfstate" } } } };
    expect(override({ terraform: { backend: { s3: { bucket: "b" } } } })).toEqual(backend);
    expect(override({ terraform: { cloud: { organization: "o" } } })).toEqual(backend);
  });

  test.each(["aws", "hashicorp/aws", "registry.terraform.io/hashicorp/aws"])(
    "knows the AWS provider as %s",
    (source) => {
      const provider = override({ terraform: { required_providers: { cloud: { source } } } }).provider;
      expect(provider).toMatchObject({ cloud: [{ skip_credentials_validation: true }] });
    },
  );

  test("overrides the default provider and every alias of AWS, and no other provider", () => {
    const { provider } = override({
      terraform: { required_providers: { aws: { source: "aws" }, helm: { source: "helm" } } },
      provider: { aws: [{ region: "eu-west-1" }, { alias: "dr" }], helm: [{}] },
    });
    expect(provider).toMatchObject({ aws: [{ max_retries: 2 }, { alias: "dr", max_retries: 2 }] });
    expect(Object.keys(provider as object)).toEqual(["aws"]);
  });

  test("touches neither region, tags nor the role to assume", () => {
    const { provider } = override({ terraform: { required_providers: { aws: { source: "aws" } } } });
    const [args] = (provider as { aws: object[] }).aws;
    expect(Object.keys(args ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/region|tags|assume_role/)]),
    );
  });

  test("lets protected resources be destroyed, and only those need a word", () => {
    const { resource } = override({
      resource: {
        aws_s3_bucket: { state: { lifecycle: { prevent_destroy: true } }, logs: { lifecycle: {} } },
        aws_vpc: { main: {} },
      },
    });
    expect(resource).toEqual({ aws_s3_bucket: { state: { lifecycle: [{ prevent_destroy: false }] } } });
  });
});

describe("WorkFolder", () => {
  test("copies a stack with its assets and leaves the user's output as it is", () => {
    const folder = synthStacks(exampleApp());
    const stacks = readStacks(folder);
    const before = contents(folder);
    const work = new WorkFolder(stacks, "http://127.0.0.1:5000");
    for (const stack of stacks) {
      const copy = work.add(stack);
      expect(readdirSync(copy)).toEqual(expect.arrayContaining([...readdirSync(stack.folder), overrideFileName]));
    }
    expect(contents(folder)).toBe(before);
    expect(before).not.toMatch(/skip_credentials_validation|skip_metadata_api_check|s3_use_path_style|127\.0\.0\.1/);
    work.remove();
    expect(existsSync(work.path)).toBe(false);
  });

  test("gives a stack the local states of those it refers to", () => {
    const stacks = readStacks(synthStacks(exampleApp()));
    const work = new WorkFolder(stacks, "http://127.0.0.1:5000");
    const reader = stacks.find(({ name }) => name === "reader");
    const copy = reader ? work.add(reader) : "";
    const written = JSON.parse(readFileSync(join(copy, overrideFileName), "utf8"));
    expect(written.data.terraform_remote_state["cross-stack-reference-input-logs"]).toEqual({
      backend: "local",
      workspace: null,
      config: { path: work.stateFile("logs") },
    });
    work.remove();
  });

  test("applies a transform to the copy alone", () => {
    const stacks = readStacks(synthStacks(exampleApp()));
    const work = new WorkFolder(stacks, "http://127.0.0.1:5000", (configuration) => ({
      ...configuration,
      resource: {},
    }));
    for (const stack of stacks) {
      const copy = JSON.parse(readFileSync(join(work.add(stack), stack.file), "utf8"));
      expect(copy.resource).toEqual({});
      expect(readFileSync(join(stack.folder, stack.file), "utf8")).toContain('"resource"');
    }
    work.remove();
  });

  test("fails when a stack reads a state of no stack of the app", () => {
    const [stack] = readStacks(synthStacks(exampleApp()));
    if (!stack) throw new Error("no stack");
    const data = { terraform_remote_state: { elsewhere: { backend: "s3" } } };
    const work = new WorkFolder([stack], "http://127.0.0.1:5000");
    expect(() => work.add({ ...stack, configuration: { data } })).toThrow(
      "stack logs reads the state data.terraform_remote_state.elsewhere, which is of no stack of this app",
    );
    work.remove();
  });
});

function contents(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}
