import { afterAll, expect } from "vitest";
import { removeTemporaryFolders } from "../terraform/folders";
import { matchers } from "./matchers";
import { endProcesses } from "../terraform/processes";

expect.extend(matchers);

// Vitest ends its workers without their exit handlers.
afterAll(() => {
  endProcesses();
  removeTemporaryFolders();
});
