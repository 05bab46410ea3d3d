"""Route 53: private zones, which moto recognises only by a flag that the provider does not send."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.route53.responses import Route53
from platform_emulator import leftovers
from platform_emulator.patching import replaces

# A record outlives a destroy when its zone was there before.
leftovers.has_parts("route53", "FakeZone", lambda zone: iter(zone.rrsets))
# The name servers of a zone, which moto keeps when the zone is gone; a set that somebody made for itself has an id.
leftovers.ignores("route53", "DelegationSet", lambda delegation_set: not delegation_set.id)


@replaces(Route53, "create_hosted_zone")
def _create_hosted_zone(original: Callable[..., Any], self: Any) -> Any:
    """A zone that is created with a VPC is private, with or without the flag."""
    if self.params.get("VPC"):
        self.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
    return original(self)


@replaces(Route53, "get_hosted_zone")
def _get_hosted_zone(_: Callable[..., Any], self: Any) -> Any:
    """Names the zone's VPCs as the API does; moto's own names are not serialized."""
    zone = self.backend.get_hosted_zone(self._get_param("Id"))
    vpcs = [{"VPCId": vpc["vpc_id"], "VPCRegion": vpc["vpc_region"]} for vpc in zone.vpcs]
    private = zone.private_zone
    return ActionResult({"HostedZone": zone, "DelegationSet": None if private else zone.delegation_set, "VPCs": vpcs if private else None})
