"""Which resources exist that somebody made since the start: the question "did destroy leave anything behind?".

Moto keeps every resource as an object in containers of a service's backend. So one walk over all backends finds the
resources of all services, also of those that nobody has thought of here. What moto makes of its own accord when
a backend is first used (default VPC, AWS's managed policies …) is remembered then and left out.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend
from moto.core.common_models import BaseModel
from platform_emulator.patching import replaces
from platform_emulator.resource import Resource

#: States in which a resource no longer counts: AWS shows some of them for hours, or keeps them for a recovery window.
GONE_STATES = {"deleted", "deleting", "terminated", "shutting-down", "pendingdeletion", "pending_deletion", "inactive"}
STATE_ATTRIBUTES = ("state", "status", "key_state", "lifecycle_state", "_state")
ID_ATTRIBUTES = ("arn", "id", "physical_resource_id", "name")

Predicate = Callable[[Any], bool]
Parts = Callable[[Any], Iterator[Any]]

_present_at_start: dict[int, Any] = {}
_ignored: dict[tuple[str, str], Predicate] = {}
_parts: dict[tuple[str, str], Parts] = {}


def ignores(service: str, type_name: str, when: Predicate = lambda _: True) -> None:
    """Leaves resources of a type out of the list: what is no resource of its own, or what AWS itself makes."""
    _ignored[(service, type_name)] = when


def has_parts(service: str, type_name: str, parts: Parts) -> None:
    """Names resources that moto keeps inside another one, and that outlive a destroy when that one was there before."""
    _parts[(service, type_name)] = parts


def leftovers() -> list[dict[str, str]]:
    """Every resource made since the start that still exists, as service, type, id, region and account."""
    found: dict[int, dict[str, str]] = {}
    for service, backend in _backends():
        for key, resource in _resources(service, backend):
            if id(resource) in _present_at_start or id(resource) in found or _is_ignored(service, resource):
                continue
            found[id(resource)] = {
                "service": service,
                "type": _type_name(resource),
                "id": _id_of(resource, key),
                "region": backend.region_name,
                "account": backend.account_id,
            }
    return sorted(found.values(), key=lambda entry: tuple(entry.values()))


@contextmanager
def left_out() -> Iterator[None]:
    """What is made inside counts as present at the start."""
    before = {id(resource) for service, backend in _backends() for _, resource in _resources(service, backend)}
    yield
    for service, backend in _backends():
        for _, resource in _resources(service, backend):
            if id(resource) not in before:
                _present_at_start[id(resource)] = resource


@replaces(AccountSpecificBackend, "__init__")
def _remember_defaults(original: Callable[..., None], self: Any, *args: Any, **kwargs: Any) -> None:
    """A backend is searched as soon as it is made and before anyone else can see it; what it holds then is moto's own."""
    original(self, *args, **kwargs)
    make = self.backend

    def make_and_remember(region_name: str, account_id: str) -> BaseBackend:
        backend = make(region_name, account_id)
        for _, resource in _resources(self.service_name, backend):
            _present_at_start[id(resource)] = resource
        return backend

    self.backend = make_and_remember


def _backends() -> Iterator[tuple[str, BaseBackend]]:
    for service in list(BackendDict._instances):
        for account in list(service.values()):
            for backend in list(account.values()):
                yield service.service_name, backend


def _resources(service: str, backend: BaseBackend) -> Iterator[tuple[str, Any]]:
    for attribute, value in list(vars(backend).items()):
        yield from _in_container(service, value, attribute)


def _in_container(service: str, value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if _is_resource(value):
        yield key, value
        parts = _parts.get((service, _type_name(value)))
        if parts:
            for part in list(parts(value)):
                yield key, part
    elif isinstance(value, Mapping):
        for name, item in list(value.items()):
            yield from _in_container(service, item, str(name))
    elif isinstance(value, (list, tuple, set)):
        for item in list(value):
            yield from _in_container(service, item, key)


def _is_resource(value: Any) -> bool:
    if isinstance(value, (Resource, BaseModel)):
        return not isinstance(value, BaseBackend)
    return type(value).__module__.startswith("moto.") and not isinstance(
        value, (BaseBackend, AccountSpecificBackend, Mapping, list, tuple, set, type)
    )


def _type_name(resource: Any) -> str:
    return resource.resource_type if isinstance(resource, Resource) else type(resource).__name__


def _id_of(resource: Any, key: str) -> str:
    if isinstance(resource, Resource):
        return resource.resource_id
    for attribute in ID_ATTRIBUTES:
        value = getattr(resource, attribute, None)
        if isinstance(value, str) and value:
            return value
    return key


def _is_ignored(service: str, resource: Any) -> bool:
    for attribute in STATE_ATTRIBUTES:
        if str(getattr(resource, attribute, "")).lower() in GONE_STATES:
            return True
    predicate = _ignored.get((service, _type_name(resource)))
    return predicate is not None and predicate(resource)


# What STS gives out expires by itself; nobody can delete it.
ignores("sts", "AssumedRole")
ignores("iam", "AccessKey", when=lambda key: key.access_key_id.startswith("ASIA"))
