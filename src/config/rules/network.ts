import type { Derived } from "../derive";
import { contains, isNetworkAddress, overlaps, prefixLength } from "../ipv4";
import type { SettingName } from "../settings";
import type { Problem } from "../settings-error";
import { subnetPlan } from "../subnet-plan";
import { problem, type Rule, type Source } from "./rule";

/** AWS makes VPCs and subnets of these prefix lengths alone. */
const largestPrefix = 16;
const smallestPrefix = 28;

const subnetLists = ["public_subnet_cidrs", "private_subnet_cidrs"] as const;

const vpcSize: Rule = (values, source) => {
  const prefix = prefixLength(values.vpc_cidr);
  if (prefix >= largestPrefix && prefix <= smallestPrefix) return [];
  return [
    problem(
      values,
      source,
      "vpc_cidr",
      `must be between /${largestPrefix} and /${smallestPrefix}`,
      "AWS makes no other VPC",
    ),
  ];
};

const networkAddresses: Rule = (values, source) => {
  const single = isNetworkAddress(values.vpc_cidr)
    ? []
    : [problem(values, source, "vpc_cidr", "must be the address of a network", "clear the bits behind the prefix")];
  const lists = [...subnetLists, "peer_cidrs" as const].flatMap((setting) => {
    const wrong = values[setting].filter((network) => !isNetworkAddress(network));
    const wayOut = `clear the bits behind the prefix of ${wrong.join(", ")}`;
    return wrong.length === 0 ? [] : [problem(values, source, setting, "must hold addresses of networks", wayOut)];
  });
  return [...single, ...lists];
};

const roomForZones: Rule = (values, source) => {
  const computed = subnetLists.every((setting) => values[setting].length === 0);
  if (!computed) return [];
  const { publicNewBits, privateNewBits } = subnetPlan(values.az_count);
  const smallest = prefixLength(values.vpc_cidr) + Math.max(publicNewBits, privateNewBits);
  if (smallest <= smallestPrefix) return [];
  const rule = `is too small for ${values.az_count} zones (az_count): their subnets would be /${smallest}, AWS allows /${smallestPrefix}`;
  return [problem(values, source, "vpc_cidr", rule, "take a larger network or fewer zones")];
};

const oneSubnetPerZone: Rule = (values, source) => {
  const given = subnetLists.filter((setting) => values[setting].length > 0);
  if (given.length === 1) {
    const missing = given[0] === "public_subnet_cidrs" ? "private_subnet_cidrs" : "public_subnet_cidrs";
    return [
      problem(values, source, missing, "must be given as well", `${given[0]} is given and the two must not collide`),
    ];
  }
  return given.flatMap((setting) => {
    if (values[setting].length === values.az_count) return [];
    const rule = `must hold one network for each of the ${values.az_count} zones (az_count)`;
    return [problem(values, source, setting, rule, "add the missing ones or change az_count")];
  });
};

const subnetsInsideVpc: Rule = (values, source) =>
  subnetLists.flatMap((setting) => {
    const outside = values[setting].filter((network) => !contains(values.vpc_cidr, network));
    if (outside.length === 0) return [];
    return [
      problem(values, source, setting, `must lie inside vpc_cidr ${values.vpc_cidr}`, `${outside.join(", ")} does not`),
    ];
  });

const noOverlaps: Rule = (values, source) => {
  const subnets = subnetLists.flatMap((setting) => values[setting].map((network) => ({ setting, network })));
  const peers = values.peer_cidrs.map((network) => ({ setting: "peer_cidrs" as const, network }));
  const vpc = { setting: "vpc_cidr" as const, network: values.vpc_cidr };
  return [...overlapsWithin(subnets, values, source), ...overlapsWithin([vpc, ...peers], values, source)];
};

interface NamedNetwork {
  readonly setting: SettingName;
  readonly network: string;
}

function overlapsWithin(networks: readonly NamedNetwork[], values: Derived, source: Source): Problem[] {
  return networks.flatMap((later, index) => {
    const earlier = networks.slice(0, index).find((other) => overlaps(other.network, later.network));
    if (earlier === undefined) return [];
    const wayOut = `${later.network} and ${earlier.network} (${earlier.setting}) share addresses`;
    return [problem(values, source, later.setting, "must not overlap other networks", wayOut)];
  });
}

const zonesForEks: Rule = (values, source) =>
  values.az_count >= 2
    ? []
    : [
        problem(
          values,
          source,
          "az_count",
          "must be at least 2 for EKS",
          "the control plane needs subnets in two zones",
        ),
      ];

const zoneNeedsDomain: Rule = (values, source) =>
  values.hosted_zone_id === null || values.domain_name !== null
    ? []
    : [problem(values, source, "hosted_zone_id", "needs domain_name", "set the domain that the zone holds")];

const zonesOfRegion: Rule = (values, source) => {
  const zones = values.availability_zones;
  if (zones.length === 0) return [];
  const foreign = zones.filter((zone) => zone.slice(0, -1) !== values.aws_region);
  if (foreign.length > 0) {
    const rule = `must lie in aws_region ${values.aws_region} (${source("aws_region")})`;
    return [problem(values, source, "availability_zones", rule, `${foreign.join(", ")} do not`)];
  }
  if (new Set(zones).size !== zones.length || zones.length === values.az_count) return [];
  const rule = `must name as many zones as az_count (${values.az_count})`;
  return [problem(values, source, "availability_zones", rule, "change one of the two")];
};

const listsOfOnes = {
  availability_zones: "zone",
  interface_endpoints: "service",
  gateway_endpoints: "service",
} as const;

const noDuplicates: Rule = (values, source) =>
  (Object.keys(listsOfOnes) as (keyof typeof listsOfOnes)[]).flatMap((setting) => {
    const list: readonly string[] = values[setting];
    const twice = list.filter((item, index) => list.indexOf(item) !== index);
    if (twice.length === 0) return [];
    const rule = `must name each ${listsOfOnes[setting]} once`;
    return [problem(values, source, setting, rule, `remove the second ${twice.join(", ")}`)];
  });

export const networkRules: readonly Rule[] = [
  vpcSize,
  networkAddresses,
  roomForZones,
  oneSubnetPerZone,
  subnetsInsideVpc,
  noOverlaps,
  zonesForEks,
  zoneNeedsDomain,
  zonesOfRegion,
  noDuplicates,
];
