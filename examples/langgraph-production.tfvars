# A production environment of three zones with a NAT gateway each and spot nodes beside t3 on-demand ones.
# t3 nodes carry no pods with security groups: the check node_trunk_eni_support says so in every plan.
region = "us-east-1"

vpc_cidr             = "10.0.0.0/16"
az_count             = 3
enable_nat_gateway_ha = true

kubernetes_version                   = "1.35"
cluster_endpoint_public_access_cidrs = ["203.0.113.7/32"]
general_node_instance_types          = ["t3.xlarge"]
enable_compute_nodes                 = false
enable_spot_nodes                    = true
node_min_size                        = 2
node_desired_size                    = 3
node_max_size                        = 10

system_node_instance_types = ["t3.large"]
