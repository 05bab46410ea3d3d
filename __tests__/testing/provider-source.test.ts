import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findProviderSource, pluginCache, writeCliConfiguration } from "../../src/terraform/provider-source";
import { RequirementError } from "../../src/terraform/requirement-error";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "provider-source-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function mirror(name: string, host = "registry.terraform.io"): string {
  const folder = join(root, name);
  mkdirSync(join(folder, host, "hashicorp", "aws"), { recursive: true });
  return folder;
}

const find = (environment: NodeJS.ProcessEnv = {}, tool: "Terraform" | "OpenTofu" = "Terraform") =>
  findProviderSource(
    tool,
    { XDG_DATA_DIRS: join(root, "share"), ...environment },
    { home: join(root, "home"), parents: [join(root, "opt")] },
  );

describe("findProviderSource", () => {
  test("prefers the folder that is named, then the user's configuration, implied mirrors, /opt, ~/.terraformrc, the registry", () => {
    const places: string[] = [];
    expect(find()).toEqual({ kind: "registry" });

    mkdirSync(join(root, "home"));
    writeFileSync(join(root, "home", ".terraformrc"), "");
    expect(find()).toEqual({ kind: "user configuration", file: join(root, "home", ".terraformrc") });

    for (const place of ["opt/anything", "share/terraform/plugins", "home/.terraform.d/plugins"]) {
      places.push(mirror(place));
      expect(find()).toEqual({ kind: "mirror", folder: places.at(-1) });
    }

    const file = join(root, "my.rc");
    expect(find({ TF_CLI_CONFIG_FILE: file })).toMatchObject({ kind: "mirror" });
    writeFileSync(file, "");
    expect(find({ TF_CLI_CONFIG_FILE: file })).toEqual({ kind: "user configuration", file });

    const named = mirror("named");
    expect(find({ TF_CLI_CONFIG_FILE: file, PLATFORM_PROVIDER_MIRROR: named })).toEqual({
      kind: "mirror",
      folder: named,
    });
  });

  test("does not take a mirror of Terraform for one of OpenTofu", () => {
    mirror("opt/terraform");
    expect(find({}, "OpenTofu")).toEqual({ kind: "registry" });
    const folder = mirror("opt/tofu", "registry.opentofu.org");
    expect(find({}, "OpenTofu")).toEqual({ kind: "mirror", folder });
  });

  test("fails when the named folder is no mirror", () => {
    expect(() => find({ PLATFORM_PROVIDER_MIRROR: root })).toThrow(RequirementError);
    expect(() => find({ PLATFORM_PROVIDER_MIRROR: root })).toThrow(
      /holds no folder registry\.terraform\.io; fill one with/,
    );
  });
});

describe("writeCliConfiguration", () => {
  test("takes what a mirror holds from there and everything else from the registry", () => {
    const folder = mirror("opt/mirror");
    const file = writeCliConfiguration({ kind: "mirror", folder }, "Terraform", root);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(`path    = "${folder}"`);
    expect(text).toContain('include = ["registry.terraform.io/hashicorp/aws"]');
    expect(text).toContain('exclude = ["registry.terraform.io/hashicorp/aws"]');
  });

  test("leaves the user's own configuration alone", () => {
    expect(writeCliConfiguration({ kind: "user configuration", file: "my.rc" }, "Terraform", root)).toBe("my.rc");
  });
});

describe("pluginCache", () => {
  test("is not needed where providers are linked or the user has one", () => {
    expect(pluginCache({ kind: "mirror", folder: root }, {})).toEqual({});
    expect(pluginCache({ kind: "registry" }, { TF_PLUGIN_CACHE_DIR: root })).toEqual({});
    expect(pluginCache({ kind: "registry" }, {})).toHaveProperty("TF_PLUGIN_CACHE_DIR");
  });
});
