import { expect, test } from "vitest";
import { Vpc } from "../../../src/modules/network/vpc";
import { synthesized } from "../eks/synthesized";

const stack = synthesized((scope) => new Vpc(scope, "vpc", { cidr: "10.0.0.0/16", environmentSuffix: "prod" }));

test("the VPC resolves names and gives them to instances, as EKS and private endpoints need", () => {
  expect(stack.one("aws_vpc")).toMatchObject({
    cidr_block: "10.0.0.0/16",
    enable_dns_support: true,
    enable_dns_hostnames: true,
    tags: { Name: "vpc-prod" },
  });
});

test("the default security group lets nothing through", () => {
  const group = stack.one("aws_default_security_group");
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});
