import { expect } from "vitest";
import { matchers } from "./matchers";

expect.extend(matchers);
