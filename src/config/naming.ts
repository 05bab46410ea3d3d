import { createHash } from "node:crypto";

/**
 * Longest physical name each AWS API accepts, in characters.
 * Source: the API models of botocore 1.40 and the service quotas pages, 2026-11.
 */
const nameLimits = {
  bucket: 63,
  default: 128,
  eksCluster: 100,
  eksNodegroup: 63,
  iamRole: 64,
  kmsAlias: 250,
  launchTemplate: 128,
  logGroup: 512,
  securityGroup: 255,
  table: 255,
} as const satisfies Record<string, number>;

export type NamedResource = keyof typeof nameLimits;

/**
 * The physical name `<resource>-<environment_suffix>` within the limit of its service.
 *
 * A name that is too long keeps its beginning and its suffix; what is cut from the middle is replaced by a hash of the
 * whole, so that two long names never collide and a name never changes between runs.
 */
export function physicalName(resource: string, environmentSuffix: string, kind: NamedResource = "default"): string {
  const name = `${resource}-${environmentSuffix}`;
  const limit = nameLimits[kind];
  if (name.length <= limit) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const tail = `-${hash}-${environmentSuffix}`;
  return `${resource.slice(0, limit - tail.length)}${tail}`;
}
