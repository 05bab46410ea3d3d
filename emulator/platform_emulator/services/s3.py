"""S3: who may deliver access logs, and delete markers that go."""

import json
from typing import Any

from moto.s3.models import LOGGING_SERVICE_PRINCIPAL, FakeBucket, FakeDeleteMarker
from platform_emulator.patching import replaces


# Moto frees what a version held when the version goes; a delete marker holds nothing, and moto fails on it.
FakeDeleteMarker.dispose = lambda _marker, garbage=False: None


@replaces(FakeBucket, "_log_permissions_enabled_policy")
def _log_permissions_enabled_policy(_original: Any, _self: Any, target_bucket: Any, target_prefix: str | None) -> bool:
    """A policy may have principals of any form, and actions and resources as lists; moto fails on `"Principal": "*"`."""
    if not target_bucket.policy:
        return False
    prefix = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}"
    objects = {f"{prefix}/{target_prefix or ''}*", f"{prefix}/*"}
    return any(
        statement.get("Effect") == "Allow"
        and LOGGING_SERVICE_PRINCIPAL in _listed(_services(statement))
        and "s3:PutObject" in _listed(statement.get("Action", []))
        and objects & set(_listed(statement.get("Resource", [])))
        for statement in json.loads(target_bucket.policy)["Statement"]
    )


def _services(statement: dict[str, Any]) -> Any:
    principal = statement.get("Principal", {})
    return principal.get("Service", []) if isinstance(principal, dict) else []


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
