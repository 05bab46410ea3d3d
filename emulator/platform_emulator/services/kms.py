"""KMS: the rotation period, which moto drops and the provider reads back, and the keys of AWS's own."""

import json
from collections.abc import Callable
from typing import Any

from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse
from platform_emulator import leftovers
from platform_emulator.patching import replaces

DEFAULT_ROTATION_DAYS = 365

# Keys that AWS makes for its own services live as long as the account does.
leftovers.ignores("kms", "Key", lambda key: key.key_manager == "AWS")


@replaces(KmsBackend, "_generate_default_keys")
def _generate_default_keys(original: Callable[..., Any], self: Any, alias_name: str) -> Any:
    """Says that the key behind an alias such as alias/aws/dynamodb is AWS's own; moto takes it for the customer's."""
    key_id = original(self, alias_name)
    if key_id in self.keys:
        self.keys[key_id].key_manager = "AWS"
    return key_id


@replaces(KmsResponse, "enable_key_rotation")
def _enable_key_rotation(original: Callable[..., str], self: Any) -> str:
    answer = original(self)
    _key(self).rotation_period_days = self._get_param("RotationPeriodInDays") or DEFAULT_ROTATION_DAYS
    return answer


@replaces(KmsResponse, "get_key_rotation_status")
def _get_key_rotation_status(original: Callable[..., str], self: Any) -> str:
    """Adds the period and the key's id to moto's answer; AWS shows the period only while rotation is on."""
    answer = json.loads(original(self))
    key = _key(self)
    answer["KeyId"] = key.id
    if answer["KeyRotationEnabled"]:
        answer["RotationPeriodInDays"] = getattr(key, "rotation_period_days", DEFAULT_ROTATION_DAYS)
    return json.dumps(answer)


def _key(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
