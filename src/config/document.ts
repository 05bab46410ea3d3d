import { aliases } from "./aliases";
import { profiles } from "./profiles";
import type { Setting } from "./setting";
import { areas, type SettingName } from "./settings";
import { ruleText, shapeOf } from "./shape";

const areaTitles: Readonly<Record<keyof typeof areas, string>> = {
  general: "General",
  state: "State",
  network: "Network",
  eks: "EKS",
  nodes: "Nodes",
  capacity: "Capacity",
  data: "Data stores",
};

type NamedSetting = readonly [SettingName, Setting];

function settingsOfArea(area: keyof typeof areas): NamedSetting[] {
  return Object.entries(areas[area]) as unknown as NamedSetting[];
}

/** `docs/settings.md`: every setting with its kind, rule, default and other names. */
export function settingsPage(): string {
  const sections = (Object.keys(areas) as (keyof typeof areas)[]).map((area) =>
    [`## ${areaTitles[area]}`, "", ...settingsOfArea(area).flatMap(settingEntry)].join("\n"),
  );
  return `${[pageHead, ...sections, profilesSection(), aliasesSection()].join("\n")}\n`;
}

const pageHead = `# Settings

Generated from \`src/config/settings\` by \`npm run docs\`; edit there.

Sources, the later wins: the defaults of this page, the sizing profile, \`TF_VAR_*\`, \`terraform.tfvars\`,
\`terraform.tfvars.json\`, \`*.auto.tfvars\` in lexical order, \`--var-file\`.

- **structural** settings decide which resources exist: change them in a file and synthesize again.
- **tunable** settings are Terraform variables of the stacks that read them: \`-var\` and \`TF_VAR_*\` work on a
  synthesized stack too.
- Every stack needs Terraform 1.5 or later; \`state_lock = "lockfile"\` with \`state_backend = "s3"\` raises that to 1.10.
`;

function settingEntry([name, setting]: NamedSetting): string[] {
  const { value } = shapeOf(setting.schema);
  const sensitive = setting.sensitive === true ? ", sensitive: give it as `TF_VAR_*` alone" : "";
  return [
    `### \`${name}\``,
    "",
    setting.description,
    "",
    `${setting.kind}${sensitive} · ${ruleText(value)} · default ${defaultText(setting)}`,
    "",
  ];
}

function defaultText(setting: Setting): string {
  return setting.defaultText ?? `\`${JSON.stringify(setting.default)}\``;
}

function profilesSection(): string {
  const { light, standard } = profiles;
  const names = [...new Set([...Object.keys(light), ...Object.keys(standard)])];
  const cell = (profile: object, name: string) => {
    const value = Object.entries(profile).find(([key]) => key === name)?.[1];
    return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
  };
  const rows = names.map((name) => `| \`${name}\` | ${cell(light, name)} | ${cell(standard, name)} |`);
  return ["## Sizing profiles", "", "| setting | light | standard |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function aliasesSection(): string {
  const rows = Object.entries(aliases).map(([name, { setting }]) => `| \`${name}\` | \`${setting}\` |`);
  const head = [
    "## Other names",
    "",
    "Accepted wherever the setting is; two names with different values are an error.",
    "",
  ];
  return [...head, "| name | setting |", "| --- | --- |", ...rows].join("\n");
}

/** `terraform.tfvars.example`: every setting that an operator may set, commented out, with its default or an example. */
export function exampleFile(): string {
  const head = "# Copy to terraform.tfvars and uncomment what you change. docs/settings.md explains each setting.\n";
  const sections = (Object.keys(areas) as (keyof typeof areas)[]).map((area) => {
    const lines = settingsOfArea(area)
      .filter(([, setting]) => setting.sensitive !== true)
      .map(([name, setting]) => `# ${name} = ${hcl(setting.example ?? setting.default)}`);
    return [`# ${areaTitles[area]}`, ...lines].join("\n");
  });
  return `${[head, sections.join("\n\n")].join("\n")}\n`;
}

function hcl(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key} = ${hcl(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}
