# The whole platform in its default region: Bottlerocket, three zones, system, app, spot and GPU nodes.
environment_suffix = "prod"
aws_region         = "ap-southeast-1"
cluster_name       = "platform"
cluster_version    = "1.35"
vpc_cidr           = "10.0.0.0/16"
nat_gateway_mode   = "per_az"
domain_name        = "platform.example.com"
hosted_zone_id     = "Z0123456789ABCDEFGHIJ"

cluster_endpoint_public_access_cidrs = ["203.0.113.0/24"]
cluster_log_retention_days           = 7

node_instance_types      = ["m7g.2xlarge"]
spot_node_instance_types = ["m7g.2xlarge", "m6g.2xlarge", "m8g.2xlarge"]
gpu_node_instance_types  = ["g5.xlarge", "g5.2xlarge"]
gpu_node_desired_size    = 0
gpu_node_max_size        = 4

tags = { CostCenter = "platform" }
