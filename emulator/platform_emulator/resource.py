"""A resource that the emulator keeps itself, for what moto has no model of."""

from typing import Any


class Resource(dict[str, Any]):
    """A resource in the very shape the service's API shows it, with the name of its type and its id for the list of leftovers."""

    def __init__(self, resource_type: str, resource_id: str, **attributes: Any) -> None:
        super().__init__(attributes)
        self.resource_type = resource_type
        self.resource_id = resource_id
