"""The auto scaling group and the launch template behind a managed node group, which EKS makes in the user's account.

Both are made in moto, so that tags on the group, data sources and the Cluster Autoscaler's look-ups find them.
No instance is started: the group's numbers are set without moto's launching machinery.
"""

from typing import Any

from moto.autoscaling.models import autoscaling_backends
from platform_emulator.resource import Resource
from platform_emulator.services.eks.backend import EksBackend
from platform_emulator.services.eks.lookups import ec2_of


def create_scaling_group(backend: EksBackend, node_group: Resource) -> str:
    """Makes the launch template and the group, named as EKS names them; returns the name."""
    cluster, name = node_group["clusterName"], node_group["nodegroupName"]
    group_name = f"eks-{name}-{node_group['nodegroupArn'].split('/')[-1]}"
    tags = {"eks:cluster-name": cluster, "eks:nodegroup-name": name}
    template = ec2_of(backend).create_launch_template(group_name, "", {}, {"launch-template": tags})
    tags |= {
        "k8s.io/cluster-autoscaler/enabled": "true",
        f"k8s.io/cluster-autoscaler/{cluster}": "owned",
        f"kubernetes.io/cluster/{cluster}": "owned",
    }
    _autoscaling(backend).create_auto_scaling_group(
        name=group_name,
        availability_zones=[],
        desired_capacity=0,
        max_size=0,
        min_size=0,
        launch_config_name="",
        launch_template={"launch_template_id": template.id, "LaunchTemplateId": template.id, "Version": "1"},
        vpc_zone_identifier=",".join(node_group["subnets"]),
        default_cooldown=None,
        health_check_period=300,
        health_check_type="EC2",
        load_balancers=[],
        target_group_arns=[],
        placement_group=None,
        termination_policies=[],
        tags=[_tag(group_name, key, value) for key, value in tags.items()],
    )
    node_group["resources"] = {"autoScalingGroups": [{"name": group_name}]}
    resize_scaling_group(backend, node_group)
    return group_name


def resize_scaling_group(backend: EksBackend, node_group: Resource) -> None:
    group = _autoscaling(backend).autoscaling_groups[_group_name(node_group)]
    scaling = node_group["scalingConfig"]
    group.min_size, group.max_size, group.desired_capacity = scaling["minSize"], scaling["maxSize"], scaling["desiredSize"]


def delete_scaling_group(backend: EksBackend, node_group: Resource) -> None:
    """Tags on the group, the user's too, go with it."""
    name = _group_name(node_group)
    _autoscaling(backend).autoscaling_groups.pop(name, None)
    ec2_of(backend).delete_launch_template(name, None)


def _autoscaling(backend: EksBackend) -> Any:
    return autoscaling_backends[backend.account_id][backend.region_name]


def _group_name(node_group: Resource) -> str:
    return node_group["resources"]["autoScalingGroups"][0]["name"]


def _tag(group_name: str, key: str, value: str) -> dict[str, Any]:
    return {"ResourceId": group_name, "ResourceType": "auto-scaling-group", "Key": key, "Value": value, "PropagateAtLaunch": True}
