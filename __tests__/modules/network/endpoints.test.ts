import { expect, test } from "vitest";
import { Endpoints, type EndpointsProps } from "../../../src/modules/network/endpoints";
import { synthesized } from "../eks/synthesized";
import { target } from "./target";

function endpointsOf(props: Partial<EndpointsProps> = {}) {
  return synthesized(
    (stack) =>
      new Endpoints(stack, "endpoints", {
        vpcId: "vpc-1",
        vpcCidr: "10.0.0.0/16",
        subnetIds: ["private-0", "private-1"],
        routeTableIds: ["rtb-public", "rtb-private-0", "rtb-private-1"],
        gatewayServices: ["s3", "dynamodb"],
        interfaceServices: ["ecr.api", "ecr.dkr", "ec2", "logs", "sts"],
        target,
        environmentSuffix: "prod",
        ...props,
      }),
  );
}

const servicesOf = (type: string) =>
  endpointsOf()
    .all("aws_vpc_endpoint")
    .filter((endpoint) => endpoint.vpc_endpoint_type === type)
    .map((endpoint) => endpoint.service_name);

test("gateway endpoints are in every route table", () => {
  expect(servicesOf("Gateway")).toEqual(["com.amazonaws.cn-north-1.dynamodb", "com.amazonaws.cn-north-1.s3"]);
  expect(endpointsOf().one("aws_vpc_endpoint", { service_name: "com.amazonaws.cn-north-1.s3" })).toMatchObject({
    route_table_ids: ["rtb-public", "rtb-private-0", "rtb-private-1"],
  });
});

test("interface endpoints answer to the public names, in every private subnet, behind the one group", () => {
  expect(servicesOf("Interface")).toHaveLength(5);
  const endpoint = endpointsOf().one("aws_vpc_endpoint", { service_name: "cn.com.amazonaws.cn-north-1.ecr.api" });
  expect(endpoint).toMatchObject({
    private_dns_enabled: true,
    subnet_ids: ["private-0", "private-1"],
    security_group_ids: [expect.stringContaining("aws_security_group")],
  });
});

test("endpoints take HTTPS from the VPC alone and call nobody", () => {
  const stack = endpointsOf();
  expect(stack.one("aws_vpc_security_group_ingress_rule")).toMatchObject({
    cidr_ipv4: "10.0.0.0/16",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
  expect(stack.all("aws_vpc_security_group_egress_rule")).toEqual([]);
});

test("without interface endpoints there is no security group", () => {
  expect(endpointsOf({ interfaceServices: [] }).all("aws_security_group")).toEqual([]);
});

test("an interface endpoint of S3 leaves S3's name to the gateway", () => {
  const stack = endpointsOf({ interfaceServices: ["s3"] });
  expect(stack.one("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" })).toMatchObject({
    private_dns_enabled: false,
  });
});
