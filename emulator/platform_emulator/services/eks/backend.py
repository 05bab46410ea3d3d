"""What one account has in EKS in one region, and what all operations need: ARNs, look-ups, updates."""

import secrets
import uuid
from datetime import datetime, timezone
from types import ModuleType
from typing import Any

import moto.eks.urls
from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import BaseResponse
from platform_emulator.resource import Resource
from platform_emulator.services.eks.errors import ResourceNotFound

#: Resources of a cluster are kept under the cluster's name and their own.
Key = tuple[str, str]


class EksBackend(BaseBackend):
    """Replaces moto's backend: moto 5.2.5 lacks add-ons, access entries, pod identity and updates, and forgets fields of what it has."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.clusters: dict[str, Resource] = {}
        self.node_groups: dict[Key, Resource] = {}
        self.addons: dict[Key, Resource] = {}
        self.access_entries: dict[Key, Resource] = {}
        self.access_policies: dict[Key, dict[str, dict[str, Any]]] = {}
        self.pod_identity_associations: dict[Key, Resource] = {}
        self.identity_provider_configs: dict[Key, Resource] = {}
        self.updates: dict[Key, dict[str, Any]] = {}

    @property
    def _url_module(self) -> ModuleType:
        """Moto derives the module of the addresses from the module of the class, which is not moto's here."""
        return moto.eks.urls

    def arn(self, kind: str, *path: str) -> str:
        return f"arn:{self.partition}:eks:{self.region_name}:{self.account_id}:{kind}/{'/'.join(path)}"

    def cluster(self, name: str) -> Resource:
        return find(self.clusters, name, f"No cluster found for name: {name}.")

    def of_cluster(self, table: dict[Key, Any], cluster_name: str) -> dict[str, Any]:
        """The rows of a table that belong to a cluster, by their own name; refuses an unknown cluster."""
        self.cluster(cluster_name)
        return {name: row for (owner, name), row in list(table.items()) if owner == cluster_name}

    def tagged(self, arn: str) -> Resource:
        tables: tuple[dict[Any, Resource], ...] = (
            self.clusters,
            self.node_groups,
            self.addons,
            self.access_entries,
            self.pod_identity_associations,
            self.identity_provider_configs,
        )
        for table in tables:
            for resource in list(table.values()):
                if resource.resource_id == arn:
                    return resource
        raise ResourceNotFound(f"Resource not found: {arn}")

    def record_update(self, cluster_name: str, update_type: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """An update that has succeeded by the time anyone asks."""
        update = {
            "id": new_uuid(),
            "status": "Successful",
            "type": update_type,
            "params": [{"type": name, "value": str(value)} for name, value in (params or {}).items()],
            "createdAt": now(),
            "errors": [],
        }
        self.updates[(cluster_name, update["id"])] = update
        return update


eks_backends = BackendDict(EksBackend, "eks")


class EksOperations(BaseResponse):
    """What the operations of every part of EKS share."""

    @property
    def backend(self) -> EksBackend:
        return eks_backends[self.current_account][self.region]


def find(table: dict[Any, Any], key: Any, message: str) -> Any:
    try:
        return table[key]
    except KeyError:
        raise ResourceNotFound(message) from None


def new_uuid() -> str:
    return str(uuid.uuid4())


def new_hex(length: int) -> str:
    return secrets.token_hex((length + 1) // 2)[:length]


def now() -> datetime:
    return datetime.now(timezone.utc)
