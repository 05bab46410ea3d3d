"""Managed add-ons and the versions on offer."""

from typing import Any

import yaml
from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.backend import EksBackend, EksOperations, find, new_uuid, now
from platform_emulator.services.eks.errors import InvalidParameter, ResourceInUse
from platform_emulator.services.eks.lookups import check_role
from platform_emulator.services.eks.pod_identity import associate, remove_associations_of
from platform_emulator.services.eks.versions import ADDONS


class AddonOperations(EksOperations):
    """The operations of the API on add-ons."""

    def create_addon(self) -> ActionResult:
        params, backend = self.params, self.backend
        cluster, name = backend.cluster(params["clusterName"]), params["addonName"]
        if (cluster["name"], name) in backend.addons:
            raise ResourceInUse("Addon already exists.")
        version = _checked_version(name, params.get("addonVersion"), cluster["version"])
        _check_configuration(backend, params)
        arn = backend.arn("addon", cluster["name"], name, new_uuid())
        addon = Resource(
            "Addon",
            arn,
            addonName=name,
            clusterName=cluster["name"],
            status="ACTIVE",
            addonVersion=version,
            health={"issues": []},
            addonArn=arn,
            createdAt=now(),
            modifiedAt=now(),
            serviceAccountRoleArn=params.get("serviceAccountRoleArn"),
            configurationValues=params.get("configurationValues"),
            namespaceConfig=params.get("namespaceConfig"),
            podIdentityAssociations=[],
            tags=params.get("tags", {}),
        )
        _associate_roles(backend, addon, params.get("podIdentityAssociations") or [])
        backend.addons[(cluster["name"], name)] = addon
        return ActionResult({"addon": addon})

    def describe_addon(self) -> ActionResult:
        return ActionResult({"addon": self._addon()})

    def list_addons(self) -> ActionResult:
        return ActionResult({"addons": sorted(self.backend.of_cluster(self.backend.addons, self.params["clusterName"]))})

    def update_addon(self) -> ActionResult:
        params, addon = self.params, self._addon()
        cluster = self.backend.cluster(params["clusterName"])
        if "addonVersion" in params:
            addon["addonVersion"] = _checked_version(addon["addonName"], params["addonVersion"], cluster["version"])
        _check_configuration(self.backend, params)
        for field in ("serviceAccountRoleArn", "configurationValues"):
            if field in params:
                addon[field] = params[field]
        if "podIdentityAssociations" in params:
            _associate_roles(self.backend, addon, params["podIdentityAssociations"])
        addon["modifiedAt"] = now()
        return ActionResult({"update": self.backend.record_update(cluster["name"], "AddonUpdate")})

    def delete_addon(self) -> ActionResult:
        addon = self._addon()
        del self.backend.addons[(addon["clusterName"], addon["addonName"])]
        remove_associations_of(self.backend, addon["addonArn"])
        return ActionResult({"addon": {**addon, "status": "DELETING"}})

    def describe_addon_versions(self) -> ActionResult:
        wanted, kubernetes = self.params.get("addonName"), self.params.get("kubernetesVersion")
        names = [name for name in ADDONS if wanted in (None, name)]
        return ActionResult({"addons": [row for name in names if (row := _version_row(name, kubernetes))["addonVersions"]]})

    def _addon(self) -> Resource:
        cluster_name, name = self.params["clusterName"], self.params["addonName"]
        self.backend.cluster(cluster_name)
        return find(self.backend.addons, (cluster_name, name), f"No addon: {name} found in cluster: {cluster_name}")


def _checked_version(name: str, version: str | None, kubernetes: str) -> str:
    if name not in ADDONS:
        raise InvalidParameter(f"Addon {name} specified is not supported")
    offered = ADDONS[name].offered[kubernetes]
    if version is None:
        return ADDONS[name].default[kubernetes]
    if version not in offered:
        raise InvalidParameter(
            f"Addon version specified is not supported: {name} {version} on Kubernetes {kubernetes}, which has {', '.join(offered)}"
        )
    return version


def _check_configuration(backend: EksBackend, params: dict[str, Any]) -> None:
    """Configuration is JSON or YAML of an object; roles must exist."""
    if params.get("serviceAccountRoleArn"):
        check_role(backend, params["serviceAccountRoleArn"])
    if params.get("configurationValues"):
        try:
            values = yaml.safe_load(params["configurationValues"])
        except yaml.YAMLError:
            values = None
        if not isinstance(values, dict):
            raise InvalidParameter("ConfigurationValue is not in valid JSON or YAML format")


def _associate_roles(backend: EksBackend, addon: Resource, wanted: list[dict[str, str]]) -> None:
    """Makes the associations an add-on asks for, in place of those it had."""
    for association in wanted:
        check_role(backend, association["roleArn"])
    remove_associations_of(backend, addon["addonArn"])
    namespace = (addon.get("namespaceConfig") or {}).get("namespace") or ADDONS[addon["addonName"]].namespace
    addon["podIdentityAssociations"] = [
        associate(backend, addon["clusterName"], {**association, "namespace": namespace}, addon["addonArn"])["associationArn"]
        for association in wanted
    ]


def _version_row(name: str, kubernetes: str | None) -> dict[str, Any]:
    addon = ADDONS[name]
    clusters = [version for version in addon.offered if kubernetes in (None, version)]
    versions = dict.fromkeys(version for cluster in clusters for version in addon.offered[cluster])
    return {
        "addonName": name,
        "type": addon.kind,
        "publisher": "eks",
        "owner": "aws",
        "defaultNamespace": addon.namespace,
        "addonVersions": [
            {
                "addonVersion": version,
                "architecture": ["amd64", "arm64"],
                "computeTypes": ["ec2", "auto", "hybrid"],
                "compatibilities": [
                    {"clusterVersion": cluster, "platformVersions": ["*"], "defaultVersion": addon.default[cluster] == version}
                    for cluster in clusters
                    if version in addon.offered[cluster]
                ],
                "requiresConfiguration": False,
                "requiresIamPermissions": addon.needs_iam,
            }
            for version in versions
        ],
    }
