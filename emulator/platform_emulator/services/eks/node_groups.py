"""Managed node groups: made, described, changed and deleted, each with an auto scaling group that really exists."""

from typing import Any

from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.access import add_node_entry
from platform_emulator.services.eks.backend import EksBackend, EksOperations, find, new_uuid, now
from platform_emulator.services.eks.errors import InvalidParameter, ResourceInUse
from platform_emulator.services.eks.lookups import check_role, check_subnets
from platform_emulator.services.eks.node_group_rules import (
    check_instance_types,
    check_launch_template,
    check_release_version,
    check_scaling,
    check_taints,
    check_version,
    latest_release,
    resolve_launch_template,
)
from platform_emulator.services.eks.scaling_groups import create_scaling_group, delete_scaling_group, resize_scaling_group

DEFAULT_DISK_GIB = 20
DEFAULT_SCALING = {"minSize": 1, "maxSize": 2, "desiredSize": 2}
LEAST_ZONES = 1


class NodeGroupOperations(EksOperations):
    """The operations of the API on node groups."""

    def create_nodegroup(self) -> ActionResult:
        params, backend = self.params, self.backend
        cluster, name = backend.cluster(params["clusterName"]), params["nodegroupName"]
        if (cluster["name"], name) in backend.node_groups:
            raise ResourceInUse(f"NodeGroup already exists with name {name} and cluster name {cluster['name']}")
        check_role(backend, params["nodeRole"])
        vpc_id = check_subnets(backend, params["subnets"], LEAST_ZONES)
        if vpc_id != cluster["resourcesVpcConfig"]["vpcId"]:
            raise InvalidParameter("Subnets are not tagged or do not belong to the cluster's VPC")
        template = resolve_launch_template(backend, params.get("launchTemplate"))
        data = check_launch_template(template, params)
        scaling = {**DEFAULT_SCALING, **params.get("scalingConfig", {})}
        check_scaling(scaling)
        check_taints(params.get("taints", []))
        ami_type = "CUSTOM" if data.get("ImageId") else params.get("amiType") or "AL2023_x86_64_STANDARD"
        instance_types = [] if data.get("InstanceType") else params.get("instanceTypes") or ["t3.medium"]
        check_instance_types(instance_types or [data["InstanceType"]], ami_type)
        version = check_version(params.get("version"), cluster["version"])
        check_release_version(params.get("releaseVersion"), ami_type, version)
        group = _new_node_group(backend, params, scaling, ami_type, instance_types, version, template)
        group["resources"] = {"autoScalingGroups": [{"name": create_scaling_group(backend, group)}]}
        backend.node_groups[(cluster["name"], name)] = group
        add_node_entry(backend, cluster, params["nodeRole"])
        return ActionResult({"nodegroup": group})

    def describe_nodegroup(self) -> ActionResult:
        return ActionResult({"nodegroup": self._node_group()})

    def list_nodegroups(self) -> ActionResult:
        return ActionResult({"nodegroups": sorted(self.backend.of_cluster(self.backend.node_groups, self.params["clusterName"]))})

    def delete_nodegroup(self) -> ActionResult:
        group = self._node_group()
        delete_scaling_group(self.backend, group)
        del self.backend.node_groups[(group["clusterName"], group["nodegroupName"])]
        return ActionResult({"nodegroup": {**group, "status": "DELETING"}})

    def update_nodegroup_config(self) -> ActionResult:
        group, params = self._node_group(), self.params
        if "scalingConfig" in params:
            scaling = {**group["scalingConfig"], **params["scalingConfig"]}
            check_scaling(scaling)
            group["scalingConfig"] = scaling
            resize_scaling_group(self.backend, group)
        for field in ("updateConfig", "nodeRepairConfig"):
            if field in params:
                group[field] = params[field]
        _change_labels(group, params.get("labels", {}))
        _change_taints(group, params.get("taints", {}))
        group["modifiedAt"] = now()
        return ActionResult({"update": self.backend.record_update(group["clusterName"], "ConfigUpdate")})

    def update_nodegroup_version(self) -> ActionResult:
        group, params, backend = self._node_group(), self.params, self.backend
        cluster = backend.cluster(params["clusterName"])
        custom = group["amiType"] == "CUSTOM"
        if custom and (params.get("version") or params.get("releaseVersion")):
            raise InvalidParameter("You cannot specify the field version or releaseVersion when using custom AMIs.")
        if params.get("launchTemplate"):
            if not group.get("launchTemplate"):
                raise InvalidParameter("You cannot add a launch template to a node group that was made without one.")
            template = resolve_launch_template(backend, params["launchTemplate"])
            if template and template["id"] != group["launchTemplate"]["id"]:
                raise InvalidParameter("You cannot change the launch template of a node group, only its version.")
            group["launchTemplate"] = template
        if not custom:
            version = check_version(params.get("version") or group["version"], cluster["version"])
            check_release_version(params.get("releaseVersion"), group["amiType"], version)
            if params.get("version") or params.get("releaseVersion"):
                group["releaseVersion"] = params.get("releaseVersion") or latest_release(group["amiType"], version)
            group["version"] = version
        group["modifiedAt"] = now()
        return ActionResult({"update": backend.record_update(cluster["name"], "VersionUpdate", {"Version": group["version"] or ""})})

    def _node_group(self) -> Resource:
        cluster_name, name = self.params["clusterName"], self.params["nodegroupName"]
        self.backend.cluster(cluster_name)
        return find(self.backend.node_groups, (cluster_name, name), f"No node group found for name: {name}.")


def _new_node_group(
    backend: EksBackend,
    params: dict[str, Any],
    scaling: dict[str, int],
    ami_type: str,
    instance_types: list[str],
    version: str,
    template: dict[str, Any] | None,
) -> Resource:
    cluster_name, name = params["clusterName"], params["nodegroupName"]
    arn = backend.arn("nodegroup", cluster_name, name, new_uuid())
    custom = ami_type == "CUSTOM"
    return Resource(
        "Nodegroup",
        arn,
        nodegroupName=name,
        nodegroupArn=arn,
        clusterName=cluster_name,
        version=None if custom else version,
        releaseVersion=_custom_image(backend, template) if custom else params.get("releaseVersion") or latest_release(ami_type, version),
        createdAt=now(),
        modifiedAt=now(),
        status="ACTIVE",
        capacityType=params.get("capacityType") or "ON_DEMAND",
        scalingConfig=scaling,
        instanceTypes=instance_types,
        subnets=params["subnets"],
        remoteAccess=params.get("remoteAccess"),
        amiType=ami_type,
        nodeRole=params["nodeRole"],
        labels=dict(params.get("labels", {})),
        taints=list(params.get("taints", [])),
        diskSize=None if template else params.get("diskSize") or DEFAULT_DISK_GIB,
        health={"issues": []},
        updateConfig=params.get("updateConfig") or {"maxUnavailable": 1},
        nodeRepairConfig=params.get("nodeRepairConfig"),
        launchTemplate=template,
        tags=params.get("tags", {}),
    )


def _custom_image(backend: EksBackend, template: dict[str, Any] | None) -> str:
    """A node group with an AMI of the user's shows the AMI's id as its release."""
    data = check_launch_template(template, {}) if template else {}
    return str(data.get("ImageId", ""))


def _change_labels(group: Resource, change: dict[str, Any]) -> None:
    group["labels"].update(change.get("addOrUpdateLabels") or {})
    for key in change.get("removeLabels") or []:
        group["labels"].pop(key, None)


def _change_taints(group: Resource, change: dict[str, Any]) -> None:
    """A taint is known by its key and effect."""
    added, removed = change.get("addOrUpdateTaints") or [], change.get("removeTaints") or []
    gone = {(taint.get("key"), taint.get("effect")) for taint in [*added, *removed]}
    taints = [taint for taint in group["taints"] if (taint.get("key"), taint.get("effect")) not in gone] + added
    check_taints(taints)
    group["taints"] = taints
