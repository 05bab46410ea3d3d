"""Clusters: made, described, changed and deleted, with the security group EKS makes for each."""

import base64
import ipaddress
from datetime import datetime
from typing import Any

from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.access import add_creator_entry
from platform_emulator.services.eks.backend import EksBackend, EksOperations, new_hex, now
from platform_emulator.services.eks.errors import InvalidParameter, InvalidRequest, ResourceInUse, ResourceNotFound
from platform_emulator.services.eks.lookups import LEAST_ZONES, check_encryption, check_role, check_security_groups, check_subnets, ec2_of
from platform_emulator.services.eks.versions import DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS

LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")
CERTIFICATE = base64.b64encode(b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").decode()
#: What UpdateClusterConfig calls an update of each argument.
UPDATE_TYPES = {
    "logging": "LoggingUpdate",
    "accessConfig": "AccessConfigUpdate",
    "upgradePolicy": "UpgradePolicyUpdate",
    "zonalShiftConfig": "ZonalShiftConfigUpdate",
    "computeConfig": "AutoModeUpdate",
    "storageConfig": "AutoModeUpdate",
    "kubernetesNetworkConfig": "AutoModeUpdate",
    "remoteNetworkConfig": "RemoteNetworkConfigUpdate",
    "deletionProtection": "DeletionProtectionUpdate",
    "controlPlaneScalingConfig": "ControlPlaneScalingConfigUpdate",
}
#: From which authentication mode one may go to which; AWS allows no way back.
MODE_CHANGES = {"CONFIG_MAP": {"API_AND_CONFIG_MAP"}, "API_AND_CONFIG_MAP": {"API"}, "API": set()}


class ClusterOperations(EksOperations):
    """The operations of the API on clusters."""

    def create_cluster(self) -> ActionResult:
        params, backend = self.params, self.backend
        name = params["name"]
        if name in backend.clusters:
            raise ResourceInUse(f"Cluster already exists with name: {name}")
        check_role(backend, params["roleArn"])
        version = params.get("version") or DEFAULT_KUBERNETES_VERSION
        if version not in KUBERNETES_VERSIONS:
            raise InvalidParameter(f"unsupported Kubernetes version {version}, EKS offers {', '.join(KUBERNETES_VERSIONS)}")
        network = params["resourcesVpcConfig"]
        if not network.get("subnetIds"):
            raise InvalidParameter("subnets cannot be empty")
        vpc_id = check_subnets(backend, network["subnetIds"], LEAST_ZONES)
        check_security_groups(backend, network.get("securityGroupIds", []), vpc_id)
        check_encryption(backend, params.get("encryptionConfig", []))
        _check_endpoint_access(network)
        cluster = _new_cluster(backend, params, version, vpc_id)
        backend.clusters[name] = cluster
        cluster["resourcesVpcConfig"]["clusterSecurityGroupId"] = _make_security_group(backend, name, vpc_id)
        add_creator_entry(backend, cluster, params.get("accessConfig", {}))
        return ActionResult({"cluster": cluster})

    def describe_cluster(self) -> ActionResult:
        return ActionResult({"cluster": self.backend.cluster(self.params["name"])})

    def list_clusters(self) -> ActionResult:
        return ActionResult({"clusters": sorted(self.backend.clusters)})

    def delete_cluster(self) -> ActionResult:
        backend, name = self.backend, self.params["name"]
        cluster = backend.cluster(name)
        if cluster.get("deletionProtection"):
            raise InvalidRequest(f"Cluster {name} has deletion protection enabled")
        if backend.of_cluster(backend.node_groups, name):
            raise ResourceInUse("Cluster has nodegroups attached")
        tables: tuple[dict[Any, Any], ...] = (
            backend.addons,
            backend.access_entries,
            backend.access_policies,
            backend.pod_identity_associations,
            backend.identity_provider_configs,
        )
        for table in tables:
            for key in [key for key in table if key[0] == name]:
                del table[key]
        del backend.clusters[name]
        _delete_security_group(backend, cluster["resourcesVpcConfig"]["clusterSecurityGroupId"])
        return ActionResult({"cluster": {**cluster, "status": "DELETING"}})

    def update_cluster_config(self) -> ActionResult:
        params, backend = self.params, self.backend
        cluster = backend.cluster(params["name"])
        changed = [name for name in ("resourcesVpcConfig", *UPDATE_TYPES) if name in params]
        if not changed:
            raise InvalidParameter("No changes needed for the cluster: nothing to update was given")
        for name in changed:
            _change(backend, cluster, name, params[name])
        update_type = UPDATE_TYPES.get(changed[0]) or _vpc_update_type(params["resourcesVpcConfig"])
        return ActionResult({"update": backend.record_update(cluster["name"], update_type)})

    def update_cluster_version(self) -> ActionResult:
        cluster, version = self.backend.cluster(self.params["name"]), self.params["version"]
        current = cluster["version"]
        if version not in KUBERNETES_VERSIONS:
            raise InvalidParameter(f"unsupported Kubernetes version {version}, EKS offers {', '.join(KUBERNETES_VERSIONS)}")
        if _minor(version) != _minor(current) + 1:
            raise InvalidParameter(f"Unsupported Kubernetes minor version update from {current} to {version}")
        cluster["version"] = version
        cluster["platformVersion"] = KUBERNETES_VERSIONS[version].platform_version
        return ActionResult({"update": self.backend.record_update(cluster["name"], "VersionUpdate", {"Version": version})})

    def associate_encryption_config(self) -> ActionResult:
        cluster = self.backend.cluster(self.params["clusterName"])
        if cluster["encryptionConfig"]:
            raise InvalidParameter("Encryption config is already associated with the cluster and cannot be changed")
        check_encryption(self.backend, self.params["encryptionConfig"])
        cluster["encryptionConfig"] = self.params["encryptionConfig"]
        return ActionResult({"update": self.backend.record_update(cluster["name"], "AssociateEncryptionConfig")})

    def describe_update(self) -> ActionResult:
        key = (self.params["name"], self.params["updateId"])
        self.backend.cluster(key[0])
        if key not in self.backend.updates:
            raise ResourceNotFound(f"No update found for ID: {key[1]}")
        return ActionResult({"update": self.backend.updates[key]})

    def list_updates(self) -> ActionResult:
        return ActionResult({"updateIds": list(self.backend.of_cluster(self.backend.updates, self.params["name"]))})

    def describe_cluster_versions(self) -> ActionResult:
        wanted = self.params.get("clusterVersions") or list(KUBERNETES_VERSIONS)
        status = (self.params.get("versionStatus") or self.params.get("status") or "").upper().replace("-", "_")
        rows = [_version_row(version) for version in reversed(KUBERNETES_VERSIONS) if version in wanted]
        if self.params.get("defaultOnly"):
            rows = [row for row in rows if row["defaultVersion"]]
        if status:
            rows = [row for row in rows if row["versionStatus"] == status]
        return ActionResult({"clusterVersions": rows})


def _new_cluster(backend: EksBackend, params: dict[str, Any], version: str, vpc_id: str) -> Resource:
    name, network, access = params["name"], params["resourcesVpcConfig"], params.get("accessConfig", {})
    arn = backend.arn("cluster", name)
    host = new_hex(32).upper()
    return Resource(
        "Cluster",
        arn,
        name=name,
        arn=arn,
        createdAt=now(),
        version=version,
        platformVersion=KUBERNETES_VERSIONS[version].platform_version,
        endpoint=f"https://{host}.gr7.{backend.region_name}.eks.amazonaws.com",
        roleArn=params["roleArn"],
        status="ACTIVE",
        certificateAuthority={"data": CERTIFICATE},
        identity={"oidc": {"issuer": f"https://oidc.eks.{backend.region_name}.amazonaws.com/id/{host}"}},
        resourcesVpcConfig={
            "subnetIds": network["subnetIds"],
            "securityGroupIds": network.get("securityGroupIds", []),
            "vpcId": vpc_id,
            "endpointPublicAccess": network.get("endpointPublicAccess", True),
            "endpointPrivateAccess": network.get("endpointPrivateAccess", False),
            "publicAccessCidrs": network.get("publicAccessCidrs") or ["0.0.0.0/0"],
        },
        kubernetesNetworkConfig=_kubernetes_network(backend, params.get("kubernetesNetworkConfig", {}), vpc_id),
        logging=_logging(params.get("logging", {})),
        encryptionConfig=params.get("encryptionConfig", []),
        accessConfig={
            "authenticationMode": access.get("authenticationMode", "CONFIG_MAP"),
            "bootstrapClusterCreatorAdminPermissions": access.get("bootstrapClusterCreatorAdminPermissions", True),
        },
        upgradePolicy=params.get("upgradePolicy") or {"supportType": "EXTENDED"},
        zonalShiftConfig=params.get("zonalShiftConfig"),
        computeConfig=params.get("computeConfig"),
        storageConfig=params.get("storageConfig"),
        remoteNetworkConfig=params.get("remoteNetworkConfig"),
        deletionProtection=params.get("deletionProtection", False),
        controlPlaneScalingConfig=params.get("controlPlaneScalingConfig"),
        health={"issues": []},
        tags=params.get("tags", {}),
    )


def _kubernetes_network(backend: EksBackend, given: dict[str, Any], vpc_id: str) -> dict[str, Any]:
    """Defaults like EKS's: 10.100.0.0/16, or 172.20.0.0/16 where the VPC itself lies in 10.0.0.0/8."""
    vpc = ipaddress.ip_network(ec2_of(backend).vpcs[vpc_id].cidr_block)
    default = "172.20.0.0/16" if vpc.overlaps(ipaddress.ip_network("10.0.0.0/8")) else "10.100.0.0/16"
    services = given.get("serviceIpv4Cidr") or default
    network = ipaddress.ip_network(services, strict=False)
    if not network.is_private or not 12 <= network.prefixlen <= 24:
        raise InvalidParameter(f"The specified service IPv4 CIDR {services} is invalid: it must be private and between /12 and /24")
    if network.overlaps(vpc):
        raise InvalidParameter(f"The specified service IPv4 CIDR {services} overlaps with the VPC's {vpc}")
    return {
        "serviceIpv4Cidr": services,
        "ipFamily": given.get("ipFamily", "ipv4"),
        "elasticLoadBalancing": given.get("elasticLoadBalancing") or {"enabled": False},
    }


def _logging(given: dict[str, Any]) -> dict[str, Any]:
    """EKS always shows all types, split into enabled ones and others."""
    enabled = {kind for setup in given.get("clusterLogging", []) if setup.get("enabled") for kind in setup.get("types", [])}
    groups = [([kind for kind in LOG_TYPES if (kind in enabled) is wanted], wanted) for wanted in (True, False)]
    return {"clusterLogging": [{"types": types, "enabled": wanted} for types, wanted in groups if types]}


def _check_endpoint_access(network: dict[str, Any]) -> None:
    public, private = network.get("endpointPublicAccess", True), network.get("endpointPrivateAccess", False)
    if not public and not private:
        raise InvalidParameter("Private and public endpoint access cannot be false")
    for cidr in network.get("publicAccessCidrs") or []:
        try:
            ipaddress.ip_network(cidr)
        except ValueError:
            raise InvalidParameter(f"The following CIDRs are invalid in publicAccessCidrs: [{cidr}]") from None


def _change(backend: EksBackend, cluster: Resource, name: str, value: Any) -> None:
    if name == "resourcesVpcConfig":
        current = cluster["resourcesVpcConfig"]
        if value.get("subnetIds"):
            check_subnets(backend, value["subnetIds"], LEAST_ZONES)
        check_security_groups(backend, value.get("securityGroupIds") or [], current["vpcId"])
        _check_endpoint_access({**current, **value})
        current.update({key: item for key, item in value.items() if item is not None})
    elif name == "logging":
        current_types = {kind: group["enabled"] for group in cluster["logging"]["clusterLogging"] for kind in group["types"]}
        current_types.update({kind: group.get("enabled", False) for group in value.get("clusterLogging", []) for kind in group.get("types", [])})
        cluster["logging"] = _logging({"clusterLogging": [{"types": [kind for kind, on in current_types.items() if on], "enabled": True}]})
    elif name == "accessConfig":
        mode, current_mode = value.get("authenticationMode"), cluster["accessConfig"]["authenticationMode"]
        if mode and mode != current_mode and mode not in MODE_CHANGES[current_mode]:
            raise InvalidParameter(f"Unsupported authentication mode update from {current_mode} to {mode}")
        cluster["accessConfig"].update(value)
    elif isinstance(value, dict) and isinstance(cluster.get(name), dict):
        cluster[name] = {**cluster[name], **value}
    else:
        cluster[name] = value


def _vpc_update_type(network: dict[str, Any]) -> str:
    return "VpcConfigUpdate" if network.get("subnetIds") or network.get("securityGroupIds") else "EndpointAccessUpdate"


def _make_security_group(backend: EksBackend, cluster_name: str, vpc_id: str) -> str:
    """The group that EKS puts on the control plane's interfaces and on managed nodes; the nodes talk among themselves in it."""
    name = f"eks-cluster-sg-{cluster_name}-{int(new_hex(6), 16)}"
    group = ec2_of(backend).create_security_group(
        name,
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
        vpc_id=vpc_id,
        tags={"Name": name, f"kubernetes.io/cluster/{cluster_name}": "owned", "aws:eks:cluster-name": cluster_name},
    )
    ec2_of(backend).authorize_security_group_ingress(group.id, "-1", None, None, [], source_groups=[{"GroupId": group.id}])
    return group.id


def _delete_security_group(backend: EksBackend, group_id: str) -> None:
    if ec2_of(backend).get_security_group_from_id(group_id):
        ec2_of(backend).delete_security_group(group_id=group_id)


def _minor(version: str) -> int:
    return int(version.split(".")[1])


def _version_row(version: str) -> dict[str, Any]:
    row, today = KUBERNETES_VERSIONS[version], datetime.now(tz=KUBERNETES_VERSIONS[version].released.tzinfo)
    support = "STANDARD_SUPPORT" if today < row.standard_support_ends else "EXTENDED_SUPPORT"
    return {
        "clusterVersion": version,
        "clusterType": "eks",
        "defaultPlatformVersion": row.platform_version,
        "defaultVersion": version == DEFAULT_KUBERNETES_VERSION,
        "releaseDate": row.released,
        "endOfStandardSupportDate": row.standard_support_ends,
        "endOfExtendedSupportDate": row.extended_support_ends,
        "status": support.lower().replace("_", "-"),
        "versionStatus": support,
        "kubernetesPatchVersion": row.patch,
    }
