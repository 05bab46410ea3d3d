"""EventBridge: rules, which moto keeps inside the bus; the default bus is there from the start."""

from platform_emulator import leftovers

leftovers.has_parts("events", "EventBus", lambda bus: iter(bus.rules.values()))
