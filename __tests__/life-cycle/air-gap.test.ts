import { afterAll, beforeAll, expect, test } from "vitest";
import { NetworkStack } from "../../src/stacks/network";
import { type Emulator, type Plan, planStack, startEmulator } from "../../src/testing";
import { loadTfvars } from "../config/settings-folder";

const minutes = 60_000;
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
}, 2 * minutes);

afterAll(() => emulator?.stop());

async function plan(endpoints = ""): Promise<Plan> {
  const { settings } = await loadTfvars(`nat_gateway_mode = "none"\n${endpoints}`);
  return planStack((app) => new NetworkStack(app, "network", { settings }), "network", { emulator });
}

test("fails when a VPC without NAT gateways has the default endpoints, and names those to add", {
  timeout: 2 * minutes,
}, async () => {
  expect(await plan()).toHaveFailedCheck(
    "air_gapped_endpoints",
    /these are missing: eks \(.*; interface_endpoints\), eks-auth .*, kms .*, secretsmanager .*, elasticloadbalancing .*, ssm .*, ssmmessages .*, autoscaling /,
  );
});

test("passes with an endpoint of every service", { timeout: 2 * minutes }, async () => {
  const endpoints = `interface_endpoints = [
    "ecr.api", "ecr.dkr", "ec2", "eks", "eks-auth", "sts", "logs", "kms", "secretsmanager", "elasticloadbalancing",
    "ssm", "ssmmessages", "autoscaling",
  ]`;
  expect(await plan(endpoints)).toHavePassedCheck("air_gapped_endpoints");
});
