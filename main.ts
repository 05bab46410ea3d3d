import { runCommand, synthesize } from "./scripts/lib/command";
import { synthOptions } from "./scripts/options";

/** Settings in, stacks out: reads the settings and writes the Terraform JSON of every stack. */
runCommand(async () => {
  await synthesize(synthOptions());
  return 0;
});
