# A cluster for throughput benchmarks: three x86 nodes, one NAT gateway, no control-plane logs.
cluster_name           = "thyme-benchmark"
aws_region             = "eu-central-1"
kubernetes_version     = "1.34"
node_instance_type     = "m6i.2xlarge"
node_desired_capacity  = 3
node_disk_size         = 100
enable_cluster_logging = false  # Set true for debugging ($0.50/day per log type)
enable_nat_gateway_ha  = false  # Set true for HA ($0.09/hour additional)

enable_spot_nodes          = false
gpu_node_group_enabled     = false
system_node_instance_types = ["m6i.large"]

vpc_cidr             = "10.0.0.0/16"
public_subnet_cidrs  = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
private_subnet_cidrs = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]

# Who may reach the cluster's API: your own networks.
cluster_endpoint_public_access_cidrs = ["203.0.113.0/24"]
