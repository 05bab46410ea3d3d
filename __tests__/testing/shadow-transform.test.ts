import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shadowedName, shadowName } from "../../src/terraform/shadow/names";
import { rewriteTemplate } from "../../src/terraform/shadow/template";
import { shadowed } from "../../src/terraform/shadow/transform";
import type { StackConfiguration } from "../../src/terraform/stack-configuration";

interface Output {
  readonly locals: { readonly it: string };
  readonly provider: object;
  readonly resource: { readonly terraform_data: Record<string, unknown> };
}

const missing = new Set(["helm", "kubernetes", "tls"]);
const resource = {
  helm_release: { x: { name: "x", set: [{ name: "a", value: "b" }] }, n: { count: 2, name: "n" } },
  kubernetes_namespace_v1: { ns: { metadata: { name: "ns" } }, each: { for_each: {}, metadata: { name: "e" } } },
  tls_private_key: { key: { algorithm: "RSA" } },
};
const data = { tls_certificate: { c: { url: "https://a" } } };
const transform = (parts: object) =>
  shadowed({ resource, data, ...parts } as StackConfiguration, missing) as unknown as Output;
const rewritten = (text: string) => transform({ locals: { it: text } }).locals.it;

const x = "terraform_data.shadow--helm_release--x";
const n = "terraform_data.shadow--helm_release--n";
const ns = "terraform_data.shadow--kubernetes_namespace_v1--ns";
const each = "terraform_data.shadow--kubernetes_namespace_v1--each";
const key = "terraform_data.shadow--tls_private_key--key";
const certificate = "terraform_data.shadow-data--tls_certificate--c";

describe("a reference", () => {
  test.each([
    ["${helm_release.x.name}", `\${${x}.input.arguments.name}`],
    ["a ${upper(helm_release.x.name)} b", `a \${upper(${x}.input.arguments.name)} b`],
    ["${helm_release.x.set[0].value}", `\${${x}.input.arguments.set[0].value}`],
    ["${helm_release.x.set[var.i].value}", `\${${x}.input.arguments.set[var.i].value}`],
    ["${helm_release.x.set[*].value}", `\${${x}.input.arguments.set[*].value}`],
    ["${helm_release.x}", `\${${x}.input.arguments}`],
    ["${kubernetes_namespace_v1.ns.metadata[0].name}", `\${${ns}.input.arguments.metadata.name}`],
    ["${kubernetes_namespace_v1.ns.metadata.0.name}", `\${${ns}.input.arguments.metadata.name}`],
    ["${kubernetes_namespace_v1.ns.metadata[0].uid}", `\${${ns}.output.computed["metadata.0.uid"]}`],
    ["${tls_private_key.key.private_key_pem}", `\${${key}.output.computed["private_key_pem"]}`],
    ["${data.tls_certificate.c.url}", `\${${certificate}.input.arguments.url}`],
    ["${data.tls_certificate.c.certificates[0].sha1}", `\${${certificate}.output.computed["certificates.0.sha1"]}`],
    ["${helm_release.n[0].name}", `\${${n}[0].input.arguments.name}`],
    ["${helm_release.n[count.index].id}", `\${${n}[count.index].output.computed["id"]}`],
    ["${helm_release.n[*].name}", `\${${n}[*].input.arguments.name}`],
    ["${helm_release.n.*.name[0]}", `\${(${n}[*].input.arguments.name)[0]}`],
    ["${length(helm_release.n)}", `\${length(${n}[*].input.arguments)}`],
    ['${kubernetes_namespace_v1.each["a"].metadata[0].name}', `\${${each}["a"].input.arguments.metadata.name}`],
    ["${keys(kubernetes_namespace_v1.each)}", `\${keys({ for key, it in ${each} : key => it.input.arguments })}`],
    ['${local.a[helm_release.x.name]["b"]}', `\${local.a[${x}.input.arguments.name]["b"]}`],
    ['${"in ${helm_release.x.name}"}', `\${"in \${${x}.input.arguments.name}"}`],
    ['%{if helm_release.x.name == "}"}yes%{endif}', `%{if ${x}.input.arguments.name == "}"}yes%{endif}`],
    [
      "${<<E\nhelm_release.x.name ${helm_release.x.name}\nE\n}",
      `\${<<E\nhelm_release.x.name \${${x}.input.arguments.name}\nE\n}`,
    ],
  ])("%s becomes %s", (text, expected) => expect(rewritten(text)).toBe(expected));

  test.each([
    "helm_release.x.name",
    "$${helm_release.x.name}",
    '${"helm_release.x.name"}',
    '${"\\"helm_release.x.name"}',
    "${my_helm_release.x.name}",
    "${helm_release-x.x.name}",
    "${local.helm_release.x.name}",
    "${data.helm_release.x.name}",
    "${helm_release.other.name}",
    "${1 /* helm_release.x.name */}",
    "${aws_vpc.main[0].id + 1.5e3}",
  ])("is not seen in %s", (text) => expect(rewritten(text)).toBe(text));

  test("is all that is rewritten: any text stays as it is", () => {
    const parts = fc.constantFrom(
      "${",
      "%{",
      "}",
      '"',
      "\\",
      "[",
      "]",
      "(",
      ".",
      "*",
      "$${",
      "<<E\n",
      "\nE\n",
      "a.b",
      "x",
      " ",
      "#",
      "//",
    );
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(parts).map((it) => it.join("")),
    );
    fc.assert(fc.property(anything, (text) => void expect(rewriteTemplate(text, () => undefined)).toBe(text)));
    const plain = fc.string().filter((text) => !/[$%]/.test(text));
    fc.assert(
      fc.property(
        plain,
        (text) => void expect(rewritten(`${text}helm_release.x.name`)).toBe(`${text}helm_release.x.name`),
      ),
    );
    fc.assert(
      fc.property(
        plain,
        (text) =>
          void expect(rewritten(`${text}\${helm_release.x.name}${text}`)).toBe(
            `${text}\${${x}.input.arguments.name}${text}`,
          ),
      ),
    );
  });
});

describe("the shadow of a stack", () => {
  test("has neither the missing providers nor their blocks, and rewrites what the others hold", () => {
    const required_providers = { aws: { source: "aws" }, helm: { source: "helm" } };
    const provider = { aws: [{ region: "${helm_release.x.name}" }], helm: [{}] };
    expect(transform({ terraform: { required_providers }, provider })).toMatchObject({
      terraform: { required_providers: { aws: { source: "aws" } } },
      provider: { aws: [{ region: `\${${x}.input.arguments.name}` }] },
    });
    expect(transform({ provider }).provider).not.toHaveProperty("helm");
  });

  test("keeps meta-arguments, and drops what would act on something that is not there", () => {
    const release = {
      ...{ name: "y", provider: "helm.dr", provisioner: [{}], connection: {}, count: 1 },
      depends_on: ["helm_release.x", "aws_vpc.main", "data.tls_certificate.c"],
      lifecycle: {
        ignore_changes: ["name", "metadata[0].revision"],
        replace_triggered_by: ["helm_release.x", "helm_release.x.name"],
        postcondition: [{ condition: '${self.name != ""}', error_message: "e" }],
      },
    };
    const { terraform_data } = transform({
      resource: { helm_release: { ...resource.helm_release, y: release } },
    }).resource;
    expect(terraform_data["shadow--helm_release--y"]).toEqual({
      count: 1,
      input: { arguments: { name: "y" } },
      depends_on: [x, "aws_vpc.main", certificate],
      lifecycle: {
        ignore_changes: ["input.arguments.name"],
        replace_triggered_by: [x, `${x}.input.arguments.name`],
        postcondition: [{ condition: '${self.input.arguments.name != ""}', error_message: "e" }],
      },
    });
  });

  test("leaves the configuration that it is made of alone, and is the same where nothing is missing", () => {
    const stack = { resource, data } as StackConfiguration;
    const before = structuredClone(stack);
    shadowed(stack, missing);
    expect(stack).toEqual(before);
    expect(shadowed(stack, new Set())).toBe(stack);
  });

  test("fails for a dynamic block, by the name of its resource", () => {
    const helm_release = { d: { dynamic: { set: {} } } };
    expect(() => transform({ resource: { helm_release } })).toThrow("helm_release.d has a dynamic block");
  });
});

test("the name of a shadow leads back to its resource", () => {
  const mode = fc.constantFrom("managed" as const, "data" as const);
  const name = fc.record({ mode, type: fc.stringMatching(/^[a-z]\w*$/), name: fc.stringMatching(/^[a-z][\w-]*$/) });
  fc.assert(fc.property(name, (it) => void expect(shadowedName(shadowName(it))).toEqual(it)));
  expect(shadowedName("mine")).toBeUndefined();
});
