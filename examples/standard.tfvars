# About 100 concurrent users: eight m7g.2xlarge and two on spot capacity, about $4500 a month.
sizing_profile     = "standard"
environment_suffix = "standard"
