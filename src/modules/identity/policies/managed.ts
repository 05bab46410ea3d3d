/** A policy that AWS maintains, by its name with its path (`service-role/AmazonEBSCSIDriverPolicy`), in any partition. */
export function managedPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}
