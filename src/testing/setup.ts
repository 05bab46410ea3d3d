import { afterAll, expect } from "vitest";
import { removeTemporaryFolders } from "../terraform/folders";
import { endProcesses } from "../terraform/processes";
import { matchers } from "./matchers";

expect.extend(matchers);

// Vitest ends its workers without their exit handlers.
afterAll(() => {
  endProcesses();
  removeTemporaryFolders();
});
