"""What EKS demands of a managed node group beyond the API model."""

import re
from typing import Any

from botocore.session import get_session
from moto.ec2.models.instance_types import INSTANCE_TYPES
from platform_emulator.services.eks.backend import EksBackend
from platform_emulator.services.eks.errors import InvalidParameter
from platform_emulator.services.eks.lookups import ec2_of

MOST_TAINTS = 50
#: The release of an AMI by its family, as the SSM parameters show it; the hash of Bottlerocket is that of its build.
BOTTLEROCKET_RELEASE = "1.50.0-6f3c1d2a"
AL2023_BUILD = "20260610"
#: What a launch template must not contain for a managed node group:
#: https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-basics
FORBIDDEN_IN_TEMPLATE = {
    "IamInstanceProfile": "the node role is given to the node group",
    "InstanceMarketOptions": "the capacity type is given to the node group",
    "HibernationOptions": "nodes cannot hibernate",
}

_known_instance_types: set[str] = set()


def resolve_launch_template(backend: EksBackend, given: dict[str, str] | None) -> dict[str, Any] | None:
    """The template with id, name and version; refuses one that does not exist, as EC2 would."""
    if not given:
        return None
    templates = ec2_of(backend).launch_templates.values()
    template = next((t for t in templates if given.get("id") == t.id or ("id" not in given and given.get("name") == t.name)), None)
    if template is None:
        raise InvalidParameter(f"Launch template details can't be null: {given.get('id') or given.get('name')} does not exist")
    version = given.get("version") or str(template.default_version_number)
    if version in ("$Latest", "$Default"):
        number = template.latest_version_number if version == "$Latest" else template.default_version_number
    elif version.isdigit() and 1 <= int(version) <= len(template.versions):
        number = int(version)
    else:
        raise InvalidParameter(f"Could not find the specified version {version} for the launch template with ID {template.id}.")
    return _Template(template.versions[number - 1].data, id=template.id, name=template.name, version=version)


class _Template(dict[str, Any]):
    """A reference to a launch template as EKS shows it, which also carries the template's data."""

    def __init__(self, data: dict[str, Any], **reference: str) -> None:
        super().__init__(reference)
        self.data = data


def check_launch_template(template: dict[str, Any] | None, params: dict[str, Any]) -> dict[str, Any]:
    """Refuses what may stand in the template or in the node group, but not in both; returns the template's data."""
    if not isinstance(template, _Template):
        return {}
    data = template.data
    for name, reason in FORBIDDEN_IN_TEMPLATE.items():
        if data.get(name):
            raise InvalidParameter(f"Launch template {template['name']} must not contain {name}: {reason}")
    if any(interface.get("SubnetId") for interface in data.get("NetworkInterfaces") or []):
        raise InvalidParameter(f"Launch template {template['name']} must not contain subnets: they are given to the node group")
    if params.get("diskSize"):
        raise InvalidParameter("Disk size must be specified within the launch template.")
    if params.get("remoteAccess"):
        raise InvalidParameter("Remote access configuration cannot be specified with a launch template.")
    if data.get("InstanceType") and params.get("instanceTypes"):
        raise InvalidParameter("Instance types must be specified in the launch template or in the node group, not in both.")
    if data.get("ImageId") and (params.get("amiType") or "CUSTOM") != "CUSTOM":
        raise InvalidParameter("You cannot specify an amiType other than CUSTOM when specifying an image id in the launch template.")
    if data.get("ImageId") and (params.get("version") or params.get("releaseVersion")):
        raise InvalidParameter("You cannot specify the field version or releaseVersion when using custom AMIs.")
    if params.get("amiType") == "CUSTOM" and not data.get("ImageId"):
        raise InvalidParameter("You must specify an image id within the launch template when using a CUSTOM amiType.")
    return data


def check_scaling(scaling: dict[str, int]) -> None:
    low, wanted, high = scaling["minSize"], scaling["desiredSize"], scaling["maxSize"]
    if low > high:
        raise InvalidParameter(f"Minimum capacity {low} can't be greater than maximum size {high}")
    if low > wanted:
        raise InvalidParameter(f"Minimum capacity {low} can't be greater than desired size {wanted}")
    if wanted > high:
        raise InvalidParameter(f"desired capacity {wanted} can't be greater than max size {high}")


def check_taints(taints: list[dict[str, str]]) -> None:
    if len(taints) > MOST_TAINTS:
        raise InvalidParameter(f"A node group takes at most {MOST_TAINTS} taints, got {len(taints)}")
    pairs = [(taint.get("key"), taint.get("effect")) for taint in taints]
    for pair in pairs:
        if pairs.count(pair) > 1:
            raise InvalidParameter(f"Duplicate taint: key {pair[0]} with effect {pair[1]}")


def check_instance_types(instance_types: list[str], ami_type: str) -> None:
    """Refuses types that do not exist, and types of the other architecture than the AMI's."""
    unknown = [name for name in instance_types if name not in INSTANCE_TYPES and name not in _modelled_instance_types()]
    if unknown:
        raise InvalidParameter(f"The following supplied instance types do not exist: [{', '.join(unknown)}]")
    architecture = _architecture_of(ami_type)
    for name in instance_types:
        supported = INSTANCE_TYPES.get(name, {}).get("ProcessorInfo", {}).get("SupportedArchitectures")
        if architecture and supported and architecture not in supported:
            raise InvalidParameter(f"[{name}] is not a valid instance type for requested amiType {ami_type}")


def check_version(wanted: str | None, cluster_version: str) -> str:
    """The kubelet may be up to three minor versions older than the control plane, never newer."""
    if wanted is None:
        return cluster_version
    match = re.fullmatch(r"1\.(\d+)", wanted)
    newest = int(cluster_version.split(".")[1])
    if not match or not newest - 3 <= int(match.group(1)) <= newest:
        raise InvalidParameter(f"Requested Nodegroup Kubernetes version {wanted} does not fit the cluster's version {cluster_version}")
    return wanted


def check_release_version(release: str | None, ami_type: str, version: str) -> None:
    if release is None:
        return
    form = r"\d+\.\d+\.\d+-[0-9a-f]{8}" if ami_type.startswith("BOTTLEROCKET") else rf"{re.escape(version)}\.\d+-\d{{8}}"
    if not re.fullmatch(form, release):
        raise InvalidParameter(f"Requested release version {release} is not valid for kubernetes version {version} and amiType {ami_type}.")


def latest_release(ami_type: str, version: str) -> str:
    return BOTTLEROCKET_RELEASE if ami_type.startswith("BOTTLEROCKET") else f"{version}.0-{AL2023_BUILD}"


def _architecture_of(ami_type: str) -> str | None:
    if ami_type == "CUSTOM":
        return None
    return "arm64" if "ARM_64" in ami_type else "x86_64"


def _modelled_instance_types() -> set[str]:
    """Botocore's list is newer than moto's; read once, because the model of EC2 takes a second."""
    if not _known_instance_types:
        _known_instance_types.update(get_session().get_service_model("ec2").shape_for("InstanceType").enum)
    return _known_instance_types
