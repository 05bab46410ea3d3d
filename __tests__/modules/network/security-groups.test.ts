import { TerraformVariable } from "cdktf";
import { describe, expect, test } from "vitest";
import { SecurityGroups } from "../../../src/modules/network/security-groups";
import { flows, groupNames } from "../../../src/modules/network/traffic";
import { type Attributes, type Synthesized, synthesized } from "../eks/synthesized";

const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";

function groupsOf(peerCidrs?: readonly string[]): Synthesized {
  return synthesized((stack) => {
    const clients = new TerraformVariable(stack, "clients", { type: "list(string)", default: ["0.0.0.0/0"] });
    new SecurityGroups(stack, "groups", {
      vpcId: "vpc-1",
      loadBalancerAllowedCidrs: clients.listValue,
      peerCidrs,
      environmentSuffix: "prod",
    });
  });
}

const stack = groupsOf(["10.1.0.0/16"]);
const rules = (type: string, group: string, from: Synthesized = stack): Attributes[] =>
  from.all(type).filter(({ security_group_id }) => String(security_group_id).includes(`groups_${group}_`));
const ports = ({ from_port, to_port }: Attributes) => [from_port, to_port];

test("there is a group for each carrier, and its rules are resources of their own", () => {
  const groups = stack.all("aws_security_group");
  expect(groups).toHaveLength(groupNames.length);
  for (const group of groups) {
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  }
});

test("every description is one that AWS accepts", () => {
  const described = [...stack.all("aws_security_group"), ...stack.all(ingress), ...stack.all(egress)];
  for (const { description } of described) {
    expect(description).toMatch(/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  }
});

test.each([ingress, egress])("no two rules of %s say the same, which AWS would refuse", (type) => {
  const keys = stack
    .all(type)
    .map((rule) =>
      JSON.stringify([
        rule.security_group_id,
        rule.ip_protocol,
        ports(rule),
        rule.cidr_ipv4,
        rule.referenced_security_group_id,
      ]),
    );
  expect(new Set(keys).size).toBe(keys.length);
});

test("what one group may send another receives, and what it receives some group may send", () => {
  for (const { id, from } of flows) {
    const rulesOf = (type: string) =>
      stack
        .addresses(type)
        .filter((address) => /_(.+)-(?:in|out)_/.exec(address.split(".groups").at(-1) ?? "")?.[1] === id);
    expect(rulesOf(ingress), id).toHaveLength(1);
    expect(rulesOf(egress), id).toHaveLength(from === "nodes" ? 0 : 1);
  }
});

describe("the control plane", () => {
  test("takes HTTPS from nodes and the mesh alone", () => {
    const received = rules(ingress, "control-plane");
    expect(received.map(ports)).toEqual([
      [443, 443],
      [443, 443],
    ]);
    expect(received.map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual([undefined, undefined]);
  });

  test("reaches the kubelet and webhooks, and nothing outside the groups", () => {
    const sent = rules(egress, "control-plane");
    expect(sent.map(({ to_port }) => to_port)).toEqual(expect.arrayContaining([10250, 9443, 15017]));
    expect(sent.filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined)).toEqual([]);
  });
});

describe("nodes", () => {
  test("are reached from groups alone, never from a network", () => {
    expect(rules(ingress, "nodes").filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined)).toEqual([]);
  });

  test("take no kubelet call from a load balancer", () => {
    const fromBalancers = rules(ingress, "nodes").filter(({ referenced_security_group_id: source }) =>
      String(source).includes("load-balancers"),
    );
    expect(fromBalancers).not.toEqual([]);
    const kubelet = fromBalancers.filter(
      ({ from_port, to_port }) => Number(from_port) <= 10250 && Number(to_port) >= 10250,
    );
    expect(kubelet).toEqual([]);
  });
});

const webPaths = [
  ["load-balancers", "nodes"],
  ["load-balancers", "mesh"],
  ["nodes", "mesh"],
  ["mesh", "nodes"],
] as const;

describe.each(webPaths)("from %s to %s", (source, carrier) => {
  test.each([80, 443, 8080])("port %i is open, where pods and Istio's gateways listen", (port) => {
    const open = rules(ingress, carrier).filter(
      ({ referenced_security_group_id: from, from_port, to_port }) =>
        String(from).includes(`groups_${source}_`) && Number(from_port) <= port && Number(to_port) >= port,
    );
    expect(open).toHaveLength(1);
  });

  test.each([22, 81, 442, 1023])("port %i is closed", (port) => {
    const open = rules(ingress, carrier).filter(
      ({ referenced_security_group_id: from, from_port, to_port }) =>
        String(from).includes(`groups_${source}_`) && Number(from_port) <= port && Number(to_port) >= port,
    );
    expect(open).toEqual([]);
  });
});

test("clients reach load balancers on ports 80 and 443, from each allowed network", () => {
  const clients = rules(ingress, "load-balancers");
  expect(clients.map(ports)).toEqual([
    [80, 80],
    [443, 443],
  ]);
  for (const rule of clients) {
    expect(rule).toMatchObject({ for_each: "${toset(var.clients)}", cidr_ipv4: "${each.value}" });
  }
});

test("only nodes may call any address, and the mesh by HTTPS", () => {
  const out = stack.all(egress).filter(({ cidr_ipv4 }) => cidr_ipv4 === "0.0.0.0/0");
  expect(out.map(({ ip_protocol, from_port }) => [ip_protocol, from_port])).toEqual([
    ["tcp", 443],
    ["-1", undefined],
  ]);
});

test("peered networks are let in where they are given, on named ports", () => {
  for (const type of [ingress, egress]) {
    const peers = rules(type, "peering");
    expect(new Set(peers.map(({ cidr_ipv4 }) => cidr_ipv4))).toEqual(new Set(["10.1.0.0/16"]));
    expect(peers.filter(({ ip_protocol }) => ip_protocol === "-1")).toEqual([]);
  }
});

test("without peers the peering group has no rule", () => {
  const alone = groupsOf();
  expect([...rules(ingress, "peering", alone), ...rules(egress, "peering", alone)]).toEqual([]);
});
