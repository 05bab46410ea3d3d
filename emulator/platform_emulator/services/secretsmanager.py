"""Secrets Manager: a secret in its recovery window is deleted as far as its owner is concerned."""

from platform_emulator import leftovers

for secret_type in ("FakeSecret", "ReplicaSecret"):
    leftovers.ignores("secretsmanager", secret_type, lambda secret: getattr(secret, "deleted_date", None) is not None)
