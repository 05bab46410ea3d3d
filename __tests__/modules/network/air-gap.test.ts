import { describe, expect, test } from "vitest";
import { type AirGap, missingEndpoints } from "../../../src/modules/network/air-gap";

const everything: AirGap = {
  gatewayServices: ["s3"],
  interfaceServices: [
    "ecr.api",
    "ecr.dkr",
    "ec2",
    "eks",
    "eks-auth",
    "sts",
    "logs",
    "kms",
    "secretsmanager",
    "elasticloadbalancing",
    "ssm",
    "ssmmessages",
    "autoscaling",
  ],
  sessions: true,
  autoscaler: true,
};

const missing = (airGap: Partial<AirGap>) =>
  missingEndpoints({ ...everything, ...airGap }).map(({ kind, service }) => `${kind} ${service}`);

test("nothing is missing where every service has its endpoint, and nothing more is asked for", () => {
  expect(missing({})).toEqual([]);
});

describe.each(everything.interfaceServices)("without the interface endpoint of %s", (service) => {
  test("it is missing", () => {
    const others = everything.interfaceServices.filter((other) => other !== service);
    expect(missing({ interfaceServices: others })).toEqual([`interface ${service}`]);
  });
});

test("the gateway of S3 is missing even where S3 has an interface endpoint", () => {
  const interfaceServices = [...everything.interfaceServices, "s3"];
  expect(missing({ gatewayServices: [], interfaceServices })).toEqual(["gateway s3"]);
});

test("sessions and autoscaling ask for their services only where they are used", () => {
  expect(missing({ interfaceServices: [], sessions: false, autoscaler: false })).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/ssm|autoscaling/)]),
  );
});

test("the message endpoint that newer regions lack is not asked for", () => {
  expect(missing({ interfaceServices: [] })).not.toContain("interface ec2messages");
});
