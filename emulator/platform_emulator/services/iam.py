"""IAM: policies with conditions."""

from collections.abc import Callable
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from platform_emulator.patching import replaces


@replaces(IAMPolicyStatement, "is_action_permitted")
def _is_action_permitted(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
    """A Deny with a condition does not apply.

    Moto denies when the condition is *not* met, so that a bucket with the usual "no TLS, no access" policy would answer
    nobody; and where the condition is met it is because the emulator speaks plain HTTP, which no user does.
    """
    if self._statement.get("Effect") == "Deny" and self._statement.get("Condition"):
        return PermissionResult.NEUTRAL
    return original(self, *args, **kwargs)
