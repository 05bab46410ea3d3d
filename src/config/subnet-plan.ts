/** How a VPC is divided among its zones, as arguments of Terraform's `cidrsubnet`. */
export interface SubnetPlan {
  /** Bits that the VPC's prefix grows by: 2 makes /18 of /16. */
  readonly privateNewBits: number;
  readonly publicNewBits: number;
  /** Number of the first public subnet, counted in networks of its size. */
  readonly firstPublic: number;
}

/**
 * Divides a VPC: private subnets take the first three quarters, public ones the last.
 *
 * Up to three zones get a quarter each (/18 of a /16: 16,384 addresses for nodes and pods), up to six an eighth. Public
 * subnets hold load balancers and NAT gateways alone, so they get a sixteenth (/20), with more than four zones half of that.
 */
export function subnetPlan(azCount: number): SubnetPlan {
  const publicNewBits = azCount <= 4 ? 4 : 5;
  return {
    privateNewBits: azCount <= 3 ? 2 : 3,
    publicNewBits,
    firstPublic: (2 ** publicNewBits / 4) * 3,
  };
}
