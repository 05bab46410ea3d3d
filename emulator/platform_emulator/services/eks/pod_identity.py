"""Pod identity associations: which role the pods of a service account get."""

from typing import Any

from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.backend import EksBackend, EksOperations, find, new_hex, now
from platform_emulator.services.eks.errors import ResourceInUse
from platform_emulator.services.eks.lookups import check_role


class PodIdentityOperations(EksOperations):
    """The operations of the API on pod identity associations."""

    def create_pod_identity_association(self) -> ActionResult:
        self.backend.cluster(self.params["clusterName"])
        check_role(self.backend, self.params["roleArn"])
        return ActionResult({"association": associate(self.backend, self.params["clusterName"], self.params)})

    def describe_pod_identity_association(self) -> ActionResult:
        return ActionResult({"association": self._association()})

    def list_pod_identity_associations(self) -> ActionResult:
        rows = self.backend.of_cluster(self.backend.pod_identity_associations, self.params["clusterName"]).values()
        wanted = {name: self.params[name] for name in ("namespace", "serviceAccount") if name in self.params}
        return ActionResult({"associations": [row for row in rows if all(row[name] == value for name, value in wanted.items())]})

    def update_pod_identity_association(self) -> ActionResult:
        association = self._association()
        if "roleArn" in self.params:
            check_role(self.backend, self.params["roleArn"])
        fields = ("roleArn", "disableSessionTags", "targetRoleArn", "policy")
        association.update({name: self.params[name] for name in fields if name in self.params})
        association["modifiedAt"] = now()
        return ActionResult({"association": association})

    def delete_pod_identity_association(self) -> ActionResult:
        association = self._association()
        del self.backend.pod_identity_associations[(association["clusterName"], association["associationId"])]
        return ActionResult({"association": association})

    def _association(self) -> Resource:
        cluster_name, association_id = self.params["clusterName"], self.params["associationId"]
        self.backend.cluster(cluster_name)
        table = self.backend.pod_identity_associations
        return find(table, (cluster_name, association_id), f"The specified pod identity association was not found: {association_id}")


def associate(backend: EksBackend, cluster_name: str, given: dict[str, Any], owner_arn: str | None = None) -> Resource:
    """Stores an association; a service account can have one only. `owner_arn` is the add-on that asked for it."""
    namespace, account = given["namespace"], given["serviceAccount"]
    for row in backend.of_cluster(backend.pod_identity_associations, cluster_name).values():
        if (row["namespace"], row["serviceAccount"]) == (namespace, account):
            raise ResourceInUse(f"Association already exists: {row['associationId']}")
    association_id = f"a-{new_hex(17)}"
    arn = backend.arn("podidentityassociation", cluster_name, association_id)
    association = Resource(
        "PodIdentityAssociation",
        arn,
        clusterName=cluster_name,
        namespace=namespace,
        serviceAccount=account,
        roleArn=given["roleArn"],
        associationArn=arn,
        associationId=association_id,
        tags=given.get("tags", {}),
        createdAt=now(),
        modifiedAt=now(),
        ownerArn=owner_arn,
        disableSessionTags=given.get("disableSessionTags", False),
        targetRoleArn=given.get("targetRoleArn"),
        policy=given.get("policy"),
    )
    backend.pod_identity_associations[(cluster_name, association_id)] = association
    return association


def remove_associations_of(backend: EksBackend, owner_arn: str) -> None:
    for key, row in list(backend.pod_identity_associations.items()):
        if row["ownerArn"] == owner_arn:
            del backend.pod_identity_associations[key]
