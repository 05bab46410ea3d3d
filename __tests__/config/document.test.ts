import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleFile, settingsPage } from "../../src/config/document";
import { areas, settingTable } from "../../src/config/settings";

test.each([
  ["docs/settings.md", settingsPage],
  ["terraform.tfvars.example", exampleFile],
])("%s is what the declarations say; npm run docs renews it", (file, render) => {
  expect(readFileSync(file, "utf8")).toBe(render());
});

test("every setting stands in one area", () => {
  const names = Object.values(areas).flatMap((area) => Object.keys(area));
  expect(names.sort()).toEqual(Object.keys(settingTable).sort());
  expect(new Set(names).size).toBe(names.length);
});
