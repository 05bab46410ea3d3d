import { App } from "cdktf";
import type { Settings } from "./config/settings-store";
import { EksStack } from "./stacks/eks";
import { NetworkStack } from "./stacks/network";
import { StateStack } from "./stacks/state";

/** All stacks, wired in order: what one publishes, the next takes. */
export function addPlatform(app: App, settings: Settings): void {
  const state = StateStack.isNeeded(settings) ? new StateStack(app, "state", { settings }) : undefined;
  const network = new NetworkStack(app, "network", { settings });
  // Whatever keeps its state in the bucket comes after the bucket and goes before it.
  if (state !== undefined && settings.state_backend === "s3") network.addDependency(state);
  new EksStack(app, "eks", { settings, network: network.outputs });
}

/** Writes the Terraform JSON of all stacks to a folder. */
export function synthPlatform(settings: Settings, outdir: string): void {
  // Traces would put paths of the machine into the output.
  const app = new App({ outdir, stackTraces: false });
  withoutStackTraces(() => {
    addPlatform(app, settings);
    app.synth();
  });
}

/**
 * CDKTF formats a stack trace for every token and shows none of them; it has no switch for that, and it would be a tenth
 * of a synth. Traces of errors are formatted when they are shown, which is after.
 */
function withoutStackTraces(work: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
