# About 100 concurrent users: eight m7g.2xlarge and two on spot capacity, about $4500 a month.
sizing_profile     = "standard"
environment_suffix = "standard"

# Who may reach the cluster's API: your own networks.
cluster_endpoint_public_access_cidrs = ["203.0.113.0/24"]
