# The smallest deployment: three m7g.xlarge, about $1000 a month.
sizing_profile     = "light"
environment_suffix = "light"

# Who may reach the cluster's API: your own networks.
cluster_endpoint_public_access_cidrs = ["203.0.113.0/24"]
