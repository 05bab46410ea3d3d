"""EKS: written here in full, because moto 5.2.5 has a third of it (see README, "What is added")."""

import moto.eks
import moto.eks.models
import moto.eks.urls
from platform_emulator.services.eks.access import AccessOperations
from platform_emulator.services.eks.addons import AddonOperations
from platform_emulator.services.eks.backend import eks_backends
from platform_emulator.services.eks.clusters import ClusterOperations
from platform_emulator.services.eks.identity_providers import IdentityProviderOperations
from platform_emulator.services.eks.node_groups import NodeGroupOperations
from platform_emulator.services.eks.pod_identity import PodIdentityOperations
from platform_emulator.services.eks.tags import TagOperations


class EksResponse(
    ClusterOperations,
    NodeGroupOperations,
    AddonOperations,
    AccessOperations,
    PodIdentityOperations,
    IdentityProviderOperations,
    TagOperations,
):
    """All operations of EKS; moto's router picks the method by the operation's name in botocore's model."""

    def __init__(self) -> None:
        super().__init__(service_name="eks")
        self.automated_parameter_parsing = True


# One pattern for all: the operation is found by moto's router, not by the address here.
moto.eks.urls.url_paths.clear()
moto.eks.urls.url_paths["{0}/(?P<address>.+)$"] = EksResponse.dispatch
moto.eks.models.eks_backends = moto.eks.eks_backends = eks_backends
