# The smallest deployment: three m7g.xlarge, about $1000 a month.
sizing_profile     = "light"
environment_suffix = "light"
