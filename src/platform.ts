import { App } from "cdktf";
import type { Settings } from "./config/settings-store";
import { EksStack } from "./stacks/eks";
import { NetworkStack } from "./stacks/network";
import { StateStack } from "./stacks/state";

/** All stacks, wired in order: what one publishes, the next takes. */
export function addPlatform(app: App, settings: Settings): void {
  new StateStack(app, "state", { settings });
  const network = new NetworkStack(app, "network", { settings });
  new EksStack(app, "eks", { settings, network: network.outputs });
}

/** The whole app; `synth()` writes it to `outdir`. Stack traces would put paths of the machine into the output. */
export function buildPlatform(settings: Settings, outdir: string): App {
  const app = new App({ outdir, stackTraces: false });
  addPlatform(app, settings);
  return app;
}
