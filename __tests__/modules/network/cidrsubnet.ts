/** What Terraform's `cidrsubnet` makes of a network. */
export function cidrsubnet(network: string, newBits: number, netNum: number): string {
  const [address = "", prefix = ""] = network.split("/");
  const base = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const length = Number(prefix) + newBits;
  const start = base + netNum * 2 ** (32 - length);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${length}`;
}
