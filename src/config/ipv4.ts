import ipaddr from "ipaddr.js";

/** IPv4 networks in CIDR form, already known to be well formed. */

/** `16` for `10.0.0.0/16`. */
export function prefixLength(network: string): number {
  return ipaddr.IPv4.parseCIDR(network)[1];
}

/** Whether no bit behind the prefix is set: true for `10.0.0.0/16`, false for `10.0.0.1/16`. */
export function isNetworkAddress(network: string): boolean {
  return ipaddr.IPv4.networkAddressFromCIDR(network).toString() === network.split("/")[0];
}

/** Whether every address of `inner` belongs to `outer`. */
export function contains(outer: string, inner: string): boolean {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(inner);
  return prefix >= prefixLength(outer) && address.match(ipaddr.IPv4.parseCIDR(outer));
}

/** Whether two networks share an address. */
export function overlaps(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}
