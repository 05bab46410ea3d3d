"""SSM: the public parameters that name the AMIs of EKS nodes, which moto does not have.

Names: https://bottlerocket.dev/en/os/1.50.x/install/quickstart/aws/host-ami/#ssm-parameters and
https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from moto.core.utils import utcnow
from moto.ssm.models import Parameter, ParameterDict
from platform_emulator import leftovers
from platform_emulator.patching import replaces
from platform_emulator.services.eks.node_group_rules import BOTTLEROCKET_RELEASE, latest_release
from platform_emulator.services.eks.versions import KUBERNETES_VERSIONS

BOTTLEROCKET = "/aws/service/bottlerocket/"
AL2023 = "/aws/service/eks/optimized-ami/"
BOTTLEROCKET_FLAVOURS = ("", "-fips", "-nvidia", "-nvidia-fips")
AL2023_VARIANTS = {"x86_64": ("standard", "nvidia", "neuron"), "arm64": ("standard", "nvidia")}

leftovers.ignores("ssm", "Parameter", lambda parameter: parameter.name.startswith("/aws/service/"))


@replaces(ParameterDict, "_check_loading_status")
def _check_loading_status(original: Callable[..., None], self: Any, key: str) -> None:
    """Moto loads a tree of public parameters when one of it is first asked for; so do these."""
    original(self, key)
    for prefix, parameters in ((BOTTLEROCKET, _bottlerocket), (AL2023, _al2023)):
        if str(key or "").startswith(prefix) and prefix not in self.__dict__.setdefault("loaded_trees", set()):
            self.loaded_trees.add(prefix)
            for name, value in parameters(self.region_name):
                _store(self, name, value)


def _bottlerocket(region: str) -> Iterator[tuple[str, str]]:
    for version in KUBERNETES_VERSIONS:
        for flavour in BOTTLEROCKET_FLAVOURS:
            for architecture in ("x86_64", "arm64"):
                for release in ("latest", BOTTLEROCKET_RELEASE.split("-")[0], BOTTLEROCKET_RELEASE):
                    name = f"{BOTTLEROCKET}aws-k8s-{version}{flavour}/{architecture}/{release}"
                    yield f"{name}/image_id", _image_id(region, f"{version}{flavour}{architecture}")
                    yield f"{name}/image_version", BOTTLEROCKET_RELEASE


def _al2023(region: str) -> Iterator[tuple[str, str]]:
    for version in KUBERNETES_VERSIONS:
        release = latest_release("AL2023", version)
        for architecture, variants in AL2023_VARIANTS.items():
            for variant in variants:
                name = f"{AL2023}{version}/amazon-linux-2023/{architecture}/{variant}/recommended"
                values = {
                    "image_id": _image_id(region, name),
                    "image_name": f"amazon-eks-node-al2023-{architecture}-{variant}-{version}-v{release.split('-')[-1]}",
                    "release_version": release,
                }
                yield name, json.dumps({**values, "schema_version": "1"})
                for suffix, value in values.items():
                    yield f"{name}/{suffix}", value


def _image_id(region: str, name: str) -> str:
    """The same in every run, other in every region."""
    return f"ami-{hashlib.sha256(f'{region} {name}'.encode()).hexdigest()[:17]}"


def _store(parameters: Any, name: str, value: str) -> None:
    parameter = Parameter(
        account_id=parameters.account_id,
        name=name,
        value=value,
        parameter_type="String",
        description=None,
        allowed_pattern=None,
        keyid=None,
        last_modified_date=utcnow(),
        version=1,
        data_type="text",
    )
    dict.__setitem__(parameters, name, [parameter])
