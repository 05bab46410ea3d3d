"""Kubernetes versions and add-on versions, as tables.

Sources: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html and the pages of each add-on, as
known in mid-2026. Build numbers of add-ons are plausible rather than exact: only their order and form matter here.
"""

from datetime import datetime, timezone
from typing import NamedTuple


class KubernetesVersion(NamedTuple):
    """One minor version that EKS offers."""

    patch: str
    platform_version: str
    released: datetime
    standard_support_ends: datetime
    extended_support_ends: datetime


class AddonVersions(NamedTuple):
    """One add-on: its kind, its namespace, and per Kubernetes version what is offered, newest first, with the default."""

    kind: str
    namespace: str
    offered: dict[str, tuple[str, ...]]
    default: dict[str, str]
    needs_iam: bool


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


#: Dates of 1.36 are estimates from the rhythm of the earlier ones.
KUBERNETES_VERSIONS = {
    "1.33": KubernetesVersion("1.33.9", "eks.31", _day("2025-05-29"), _day("2026-07-29"), _day("2027-07-29")),
    "1.34": KubernetesVersion("1.34.6", "eks.20", _day("2025-10-02"), _day("2026-12-02"), _day("2027-12-02")),
    "1.35": KubernetesVersion("1.35.3", "eks.9", _day("2026-01-27"), _day("2027-03-27"), _day("2028-03-27")),
    "1.36": KubernetesVersion("1.36.1", "eks.2", _day("2026-06-02"), _day("2027-08-02"), _day("2028-08-02")),
}
DEFAULT_KUBERNETES_VERSION = "1.35"


def _everywhere(kind: str, namespace: str, versions: tuple[str, ...], default: str, needs_iam: bool = False) -> AddonVersions:
    """An add-on whose versions fit every Kubernetes version alike."""
    return AddonVersions(
        kind, namespace, dict.fromkeys(KUBERNETES_VERSIONS, versions), dict.fromkeys(KUBERNETES_VERSIONS, default), needs_iam
    )


ADDONS = {
    "vpc-cni": _everywhere(
        "networking",
        "kube-system",
        ("v1.21.1-eksbuild.3", "v1.21.0-eksbuild.4", "v1.20.5-eksbuild.1", "v1.20.4-eksbuild.2", "v1.19.6-eksbuild.7"),
        "v1.20.4-eksbuild.2",
        needs_iam=True,
    ),
    "coredns": AddonVersions(
        "networking",
        "kube-system",
        {
            "1.33": ("v1.12.4-eksbuild.1", "v1.12.1-eksbuild.2"),
            "1.34": ("v1.13.2-eksbuild.1", "v1.12.4-eksbuild.1", "v1.12.3-eksbuild.1"),
            "1.35": ("v1.13.2-eksbuild.3", "v1.13.2-eksbuild.1", "v1.12.4-eksbuild.1"),
            "1.36": ("v1.14.1-eksbuild.1", "v1.13.2-eksbuild.3"),
        },
        {"1.33": "v1.12.1-eksbuild.2", "1.34": "v1.12.3-eksbuild.1", "1.35": "v1.13.2-eksbuild.1", "1.36": "v1.13.2-eksbuild.3"},
        needs_iam=False,
    ),
    "kube-proxy": AddonVersions(
        "networking",
        "kube-system",
        {
            "1.33": ("v1.33.7-eksbuild.2", "v1.33.3-eksbuild.4", "v1.33.0-eksbuild.2"),
            "1.34": ("v1.34.3-eksbuild.2", "v1.34.1-eksbuild.2", "v1.34.0-eksbuild.2"),
            "1.35": ("v1.35.2-eksbuild.1", "v1.35.0-eksbuild.2"),
            "1.36": ("v1.36.0-eksbuild.2",),
        },
        {"1.33": "v1.33.3-eksbuild.4", "1.34": "v1.34.0-eksbuild.2", "1.35": "v1.35.0-eksbuild.2", "1.36": "v1.36.0-eksbuild.2"},
        needs_iam=False,
    ),
    "aws-ebs-csi-driver": _everywhere(
        "storage",
        "kube-system",
        ("v1.56.0-eksbuild.1", "v1.55.0-eksbuild.2", "v1.54.0-eksbuild.1", "v1.48.0-eksbuild.2"),
        "v1.55.0-eksbuild.2",
        needs_iam=True,
    ),
    "eks-pod-identity-agent": _everywhere(
        "security", "kube-system", ("v1.3.10-eksbuild.2", "v1.3.9-eksbuild.5", "v1.3.8-eksbuild.2"), "v1.3.10-eksbuild.2"
    ),
    "amazon-cloudwatch-observability": _everywhere(
        "observability",
        "amazon-cloudwatch",
        ("v4.10.0-eksbuild.1", "v4.8.0-eksbuild.1", "v4.6.0-eksbuild.1"),
        "v4.8.0-eksbuild.1",
        needs_iam=True,
    ),
    "snapshot-controller": _everywhere("storage", "kube-system", ("v8.5.0-eksbuild.1", "v8.3.0-eksbuild.1"), "v8.5.0-eksbuild.1"),
    "metrics-server": _everywhere("observability", "kube-system", ("v0.8.1-eksbuild.1", "v0.8.0-eksbuild.3"), "v0.8.1-eksbuild.1"),
}
