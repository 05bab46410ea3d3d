import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadSettings } from "../../src/config/load";
import { addPlatform } from "../../src/platform";
import { type Emulator, openSession, type Plan, type Session, startEmulator, synthStacks } from "../../src/testing";

const minutes = 60_000;
let emulator: Emulator;
let session: Session;

/** Plans of `eks` with the light profile, and what an operator gives with `-var`. */
const plan = (variables: Record<string, unknown> = {}): Promise<Plan> =>
  session.plan("eks", { upstream: true, variables });

beforeAll(async () => {
  const { settings } = await loadSettings({ directory: "examples", varFiles: ["light.tfvars"], environment: {} });
  emulator = await startEmulator();
  session = await openSession({ emulator, folder: synthStacks((app) => addPlatform(app, settings)) });
  await plan();
}, 5 * minutes);

afterAll(async () => {
  session?.close();
  await emulator?.stop();
});

test("the light profile is planned as it is sized, and every check passes", { timeout: minutes }, async () => {
  const light = await plan();
  expect(light).toHavePlanned(EksCluster, { name: "eks-light", version: "1.35" });
  expect(light).toHavePlanned(EksNodeGroup, {
    amiType: "AL2023_ARM_64_STANDARD",
    instanceTypes: ["m7g.xlarge"],
    scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 4 },
  });
  expect(light.checks.length).toBeGreaterThanOrEqual(13);
  for (const { name } of light.checks) expect(light).toHavePassedCheck(name);
});

test("fails when replicas outgrow the nodes, with a message to act on", { timeout: minutes }, async () => {
  expect(await plan({ api_replicas: 9 })).toHaveFailedCheck(
    "tracecat_rollout_cpu_capacity",
    "CPU too small for a rollout: required 14250m (11250m at its peak, the rest reserved), available 12000m on 3 nodes; raise node_desired_size and node_min_size",
  );
});

test("a variable keeps its limits at plan", { timeout: minutes }, async () => {
  await expect(plan({ node_desired_size: 1000 })).rejects.toThrow(
    "node_desired_size must be a whole number from 0 to 450",
  );
});
