import { App } from "cdktf";
import type { Settings } from "./config/settings-store";
import { EksStack } from "./stacks/eks";
import { NetworkStack } from "./stacks/network";
import { StateStack } from "./stacks/state";

/** All stacks, wired in order: what one publishes, the next takes. */
export function buildPlatform(settings: Settings, outdir: string): App {
  const app = new App({ outdir, stackTraces: false });
  new StateStack(app, "state", { settings });
  const network = new NetworkStack(app, "network", { settings });
  new EksStack(app, "eks", { settings, network: network.outputs });
  return app;
}
