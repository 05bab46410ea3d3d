import { App } from "cdktf";
import { makeTemporaryFolder } from "../terraform/folders";

/**
 * Synthesizes an app into a temporary folder and returns it.
 *
 * ```ts
 * const folder = synthStacks((app) => new NetworkStack(app, "network", props));
 * ```
 */
export function synthStacks(build: (app: App) => void): string {
  const outdir = makeTemporaryFolder("synth");
  const app = new App({ outdir });
  build(app);
  app.synth();
  return outdir;
}
