"""OIDC identity providers that a cluster trusts for its users."""

from moto.core.responses import ActionResult
from platform_emulator.resource import Resource
from platform_emulator.services.eks.backend import EksOperations, find, new_uuid
from platform_emulator.services.eks.errors import ResourceInUse


class IdentityProviderOperations(EksOperations):
    """The operations of the API on identity provider configurations."""

    def associate_identity_provider_config(self) -> ActionResult:
        backend, cluster_name, oidc = self.backend, self.params["clusterName"], self.params["oidc"]
        if backend.of_cluster(backend.identity_provider_configs, cluster_name):
            raise ResourceInUse("Identity provider config is already associated with the cluster; it takes one only")
        name = oidc["identityProviderConfigName"]
        arn = backend.arn("identityproviderconfig", cluster_name, "oidc", name, new_uuid())
        tags = self.params.get("tags", {})
        backend.identity_provider_configs[(cluster_name, name)] = Resource(
            "IdentityProviderConfig", arn, **oidc, clusterName=cluster_name, identityProviderConfigArn=arn, status="ACTIVE", tags=tags
        )
        return ActionResult({"update": backend.record_update(cluster_name, "AssociateIdentityProviderConfig"), "tags": tags})

    def describe_identity_provider_config(self) -> ActionResult:
        return ActionResult({"identityProviderConfig": {"oidc": self._config()}})

    def disassociate_identity_provider_config(self) -> ActionResult:
        config = self._config()
        del self.backend.identity_provider_configs[(config["clusterName"], config["identityProviderConfigName"])]
        return ActionResult({"update": self.backend.record_update(config["clusterName"], "DisassociateIdentityProviderConfig")})

    def list_identity_provider_configs(self) -> ActionResult:
        names = self.backend.of_cluster(self.backend.identity_provider_configs, self.params["clusterName"])
        return ActionResult({"identityProviderConfigs": [{"type": "oidc", "name": name} for name in names]})

    def _config(self) -> Resource:
        cluster_name, name = self.params["clusterName"], self.params["identityProviderConfig"]["name"]
        self.backend.cluster(cluster_name)
        return find(self.backend.identity_provider_configs, (cluster_name, name), f"Identity provider config {name} is not associated")
