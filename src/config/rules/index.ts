import { generalRules } from "./general";
import { networkRules } from "./network";
import { nodeRules } from "./nodes";
import type { Rule } from "./rule";

/** Every rule over more than one setting, in the order in which its errors are shown. */
export const rules: readonly Rule[] = [...generalRules, ...networkRules, ...nodeRules];
