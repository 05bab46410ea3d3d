"""Access entries and the access policies associated with them."""

import re
from typing import Any

from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.backend import EksBackend, EksOperations, find, new_uuid, now
from platform_emulator.services.eks.errors import InvalidParameter, InvalidRequest, ResourceInUse
from platform_emulator.services.eks.lookups import check_principal

#: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
ACCESS_POLICIES = (
    "AmazonEKSAdminPolicy",
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSViewPolicy",
    "AmazonEKSSecretReaderPolicy",
    "AmazonEKSAutoNodePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
    "AmazonEKSComputePolicy",
    "AmazonEKSBlockStorageClusterPolicy",
    "AmazonEKSComputeClusterPolicy",
    "AmazonEKSLoadBalancingClusterPolicy",
    "AmazonEKSNetworkingClusterPolicy",
    "AmazonEKSHybridPolicy",
    "AmazonEKSClusterInsightsPolicy",
)
#: Prefixes of group names that belong to Kubernetes and to AWS.
RESERVED_GROUPS = ("system:", "eks:", "aws:", "amazon:", "iam:")
TYPES = ("STANDARD", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "EC2", "HYBRID_LINUX", "HYPERPOD_LINUX")
NODE_TYPES_WITH_POLICIES = ("STANDARD", "EC2")


class AccessOperations(EksOperations):
    """The operations of the API on access entries and access policies."""

    def create_access_entry(self) -> ActionResult:
        params, backend = self.params, self.backend
        cluster, principal = backend.cluster(params["clusterName"]), params["principalArn"]
        _require_api_mode(cluster)
        check_principal(backend, principal)
        _check_type(params)
        if (cluster["name"], principal) in backend.access_entries:
            raise ResourceInUse("The specified access entry resource is already in use on this cluster.")
        entry = add_entry(backend, cluster["name"], principal, params.get("type") or "STANDARD")
        entry.update({name: params[name] for name in ("kubernetesGroups", "username", "tags") if name in params})
        return ActionResult({"accessEntry": entry})

    def describe_access_entry(self) -> ActionResult:
        return ActionResult({"accessEntry": self._entry()})

    def update_access_entry(self) -> ActionResult:
        entry = self._entry()
        _check_type({**self.params, "type": entry["type"]})
        entry.update({name: self.params[name] for name in ("kubernetesGroups", "username") if name in self.params})
        entry["modifiedAt"] = now()
        return ActionResult({"accessEntry": entry})

    def delete_access_entry(self) -> ActionResult:
        self._entry()
        key = self._key()
        del self.backend.access_entries[key]
        self.backend.access_policies.pop(key, None)
        return ActionResult({})

    def list_access_entries(self) -> ActionResult:
        backend, policy = self.backend, self.params.get("associatedPolicyArn")
        cluster_name = self.params["clusterName"]
        principals = backend.of_cluster(backend.access_entries, cluster_name)
        if policy:
            principals = {name: row for name, row in principals.items() if policy in backend.access_policies.get((cluster_name, name), {})}
        return ActionResult({"accessEntries": list(principals)})

    def list_access_policies(self) -> ActionResult:
        return ActionResult({"accessPolicies": [{"name": name, "arn": _policy_arn(self.backend, name)} for name in ACCESS_POLICIES]})

    def associate_access_policy(self) -> ActionResult:
        entry, params = self._entry(), self.params
        if params["policyArn"] not in [_policy_arn(self.backend, name) for name in ACCESS_POLICIES]:
            raise InvalidParameter(f"The policyArn parameter format is not valid: {params['policyArn']} is no access policy")
        if entry["type"] not in NODE_TYPES_WITH_POLICIES:
            raise InvalidRequest(f"An access policy cannot be associated with an entry of type {entry['type']}")
        _check_scope(params["accessScope"])
        policies = self.backend.access_policies.setdefault(self._key(), {})
        associated = {"policyArn": params["policyArn"], "accessScope": params["accessScope"], "associatedAt": now(), "modifiedAt": now()}
        policies[params["policyArn"]] = associated
        return ActionResult({"clusterName": params["clusterName"], "principalArn": params["principalArn"], "associatedAccessPolicy": associated})

    def disassociate_access_policy(self) -> ActionResult:
        self._entry()
        policies, arn = self.backend.access_policies.get(self._key(), {}), self.params["policyArn"]
        find(policies, arn, f"The specified association could not be found: {arn}")
        del policies[arn]
        return ActionResult({})

    def list_associated_access_policies(self) -> ActionResult:
        self._entry()
        policies = self.backend.access_policies.get(self._key(), {})
        return ActionResult(
            {
                "clusterName": self.params["clusterName"],
                "principalArn": self.params["principalArn"],
                "associatedAccessPolicies": list(policies.values()),
            }
        )

    def _key(self) -> tuple[str, str]:
        return self.params["clusterName"], self.params["principalArn"]

    def _entry(self) -> Resource:
        cluster_name, principal = self._key()
        _require_api_mode(self.backend.cluster(cluster_name))
        return find(self.backend.access_entries, (cluster_name, principal), f"The specified principalArn could not be found: {principal}")


def add_entry(backend: EksBackend, cluster_name: str, principal: str, entry_type: str) -> Resource:
    """Stores an entry with the user name and the groups that EKS gives each type."""
    kind, name = _principal_parts(principal)
    arn = backend.arn("access-entry", cluster_name, kind, principal.split(":")[4], name, new_uuid())
    is_node = entry_type in ("EC2_LINUX", "EC2_WINDOWS", "EC2", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX")
    entry = Resource(
        "AccessEntry",
        arn,
        clusterName=cluster_name,
        principalArn=principal,
        kubernetesGroups=["system:nodes"] if is_node else [],
        accessEntryArn=arn,
        createdAt=now(),
        modifiedAt=now(),
        tags={},
        username="system:node:{{EC2PrivateDNSName}}" if is_node else _user_name(principal),
        type=entry_type,
    )
    backend.access_entries[(cluster_name, principal)] = entry
    return entry


def add_node_entry(backend: EksBackend, cluster: Resource, node_role: str) -> None:
    """EKS makes the entry of managed nodes itself; a second one by the user is refused as in use."""
    if cluster["accessConfig"]["authenticationMode"] != "CONFIG_MAP" and (cluster["name"], node_role) not in backend.access_entries:
        add_entry(backend, cluster["name"], node_role, "EC2_LINUX")


def add_creator_entry(backend: EksBackend, cluster: Resource, access: dict[str, Any]) -> None:
    """Whoever creates a cluster becomes its admin unless that is turned off; here it is always the account's user."""
    if cluster["accessConfig"]["authenticationMode"] == "CONFIG_MAP" or not access.get("bootstrapClusterCreatorAdminPermissions", True):
        return
    principal = f"arn:{backend.partition}:iam::{backend.account_id}:user/moto"
    add_entry(backend, cluster["name"], principal, "STANDARD")
    policy = _policy_arn(backend, "AmazonEKSClusterAdminPolicy")
    backend.access_policies[(cluster["name"], principal)] = {
        policy: {"policyArn": policy, "accessScope": {"type": "cluster", "namespaces": []}, "associatedAt": now(), "modifiedAt": now()}
    }


def _require_api_mode(cluster: Resource) -> None:
    if cluster["accessConfig"]["authenticationMode"] == "CONFIG_MAP":
        raise InvalidRequest(
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation."
        )


def _check_type(params: dict[str, Any]) -> None:
    entry_type = params.get("type") or "STANDARD"
    if entry_type not in TYPES:
        raise InvalidParameter(f"The type {entry_type} is invalid, valid are {', '.join(TYPES)}")
    if entry_type != "STANDARD" and (params.get("kubernetesGroups") or params.get("username")):
        raise InvalidParameter(f"kubernetesGroups and username cannot be given for an access entry of type {entry_type}")
    for group in params.get("kubernetesGroups") or []:
        if group.startswith(RESERVED_GROUPS):
            raise InvalidParameter(f"The kubernetes group name {group} is invalid, it cannot start with {group.split(':')[0]}:")


def _check_scope(scope: dict[str, Any]) -> None:
    if scope.get("type") == "namespace" and not scope.get("namespaces"):
        raise InvalidParameter("accessScope.namespaces must not be empty when accessScope.type is namespace")
    if scope.get("type") == "cluster" and scope.get("namespaces"):
        raise InvalidParameter("accessScope.namespaces must be empty when accessScope.type is cluster")


def _policy_arn(backend: EksBackend, name: str) -> str:
    return f"arn:{backend.partition}:eks::aws:cluster-access-policy/{name}"


def _principal_parts(arn: str) -> tuple[str, str]:
    match = re.fullmatch(r"arn:[^:]+:iam::\d{12}:(role|user)/(?:.+/)?([^/]+)", arn)
    if not match:
        raise InvalidParameter(f"The specified principalArn is invalid: {arn}")
    return match.group(1), match.group(2)


def _user_name(arn: str) -> str:
    kind, name = _principal_parts(arn)
    if kind == "user":
        return arn
    partition, account = arn.split(":")[1], arn.split(":")[4]
    return f"arn:{partition}:sts::{account}:assumed-role/{name}/{{{{SessionName}}}}"
