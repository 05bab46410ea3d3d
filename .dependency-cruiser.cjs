/** Imports go main → platform → stacks → modules → config, never back. */
const layer = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    layer(
      "config-knows-no-constructs",
      "^src/config",
      "^src/(stacks|modules|testing|platform)",
      "settings flow forward",
    ),
    layer("modules-know-no-stacks", "^src/modules", "^src/(stacks|testing|platform)", "modules take props"),
    layer("stacks-know-no-platform", "^src/stacks", "^src/(platform|testing)", "stacks take outputs as props"),
    {
      name: "modules-know-no-settings",
      comment: "modules take the values they need as props; tables of facts they may read",
      severity: "error",
      from: { path: "^src/modules" },
      to: {
        path: "^src/config/(load|resolve|settings|settings-store|variables|rules|derive|profiles|aliases)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "stacks-read-tunables-as-variables",
      severity: "error",
      from: { path: "^src/(stacks|modules|platform)" },
      to: { path: "^src/config/(load|resolve|capacity-report|rules|derive)" },
    },
    {
      name: "only-load-reads-the-world",
      comment: "files and the environment are read in one place",
      severity: "error",
      from: { path: "^src/(config|stacks|modules|platform)", pathNot: "^src/config/load\\.ts$" },
      to: { dependencyTypes: ["core"], path: "^(node:)?(fs|process|os|child_process)" },
    },
    {
      name: "deep-provider-imports",
      comment: "the barrel costs seconds of type checking and hundreds of megabytes",
      severity: "error",
      from: {},
      to: { path: "node_modules/@cdktf/provider-[a-z]+/lib/index" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
