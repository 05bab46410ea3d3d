"""What a user's settings presuppose in an account, made with the very ids the settings name.

    {"hosted_zones": [{"id": "Z0123456789ABC", "name": "example.com", "private": false}],
     "secrets": [{"arn": "arn:aws:secretsmanager:…:secret:name-AbCdEf", "value": "…"}],
     "db_snapshots": [{"id": "nightly" or an ARN, "region": "…", "engine": "postgres", "engine_version": "16.4"}],
     "principals": [{"arn": "arn:aws:iam::123456789012:role/admin"}]}

Everything is optional. What exists already is left as it is, so the same request can come again.
"""

import os
import re
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends
from moto.rds.models import rds_backends
from moto.route53.models import route53_backends
from moto.secretsmanager.models import secretsmanager_backends
from platform_emulator import leftovers

#: The account that requests without a role to assume belong to; moto knows it by this name.
ACCOUNT = os.environ.get("MOTO_ACCOUNT_ID", DEFAULT_ACCOUNT_ID)
DEFAULT_REGION = "us-east-1"
ASSUMED_BY_ACCOUNT = '{"Version":"2012-10-17","Statement":[]}'


class Invalid(ValueError):
    """The request for prerequisites cannot be read."""


def make(wanted: Any) -> dict[str, int]:
    """Makes all that is wanted, as no leftovers; returns how many of each kind were asked for."""
    makers = {"hosted_zones": _hosted_zone, "secrets": _secret, "db_snapshots": _db_snapshot, "principals": _principal}
    if not isinstance(wanted, dict) or not set(wanted) <= set(makers):
        raise Invalid(f"prerequisites must be an object with some of {', '.join(makers)}")
    with leftovers.left_out():
        for kind, entries in wanted.items():
            for entry in entries:
                try:
                    makers[kind](entry)
                except KeyError as error:
                    raise Invalid(f"{kind} entry {entry} lacks {error}") from error
    return {kind: len(entries) for kind, entries in wanted.items()}


def _hosted_zone(entry: dict[str, Any]) -> None:
    backend = route53_backends[ACCOUNT]["aws"]
    if entry["id"] in backend.zones:
        return
    name = entry["name"].rstrip(".") + "."
    zone = backend.create_hosted_zone(name, private_zone=entry.get("private", False))
    del backend.zones[zone.resource_id]
    zone.resource_id = entry["id"]
    backend.zones[entry["id"]] = zone


def _secret(entry: dict[str, Any]) -> None:
    """A secret may belong to another account; it is kept in the emulator's, where it will be looked for by its ARN."""
    match = re.fullmatch(r"arn:[^:]+:secretsmanager:([^:]+):\d{12}:secret:(.+?)(-[A-Za-z0-9]{6})?", entry["arn"])
    if not match:
        raise Invalid(f"secret must have the ARN of a secret, got {entry['arn']}")
    region, name = match.group(1), match.group(2)
    backend = secretsmanager_backends[ACCOUNT][region]
    if entry["arn"] in backend.secrets:
        return
    secret, _ = backend._add_secret(name, secret_string=entry.get("value", "emulated"))
    secret.arn = entry["arn"]


def _db_snapshot(entry: dict[str, Any]) -> None:
    match = re.fullmatch(r"arn:[^:]+:rds:([^:]+):\d{12}:snapshot:(.+)", entry["id"])
    region, name = match.groups() if match else (entry.get("region", DEFAULT_REGION), entry["id"])
    backend = rds_backends[ACCOUNT][region]
    if name in backend.database_snapshots:
        return
    source = f"source-of-{name}"[:63].rstrip("-")
    backend.create_db_instance(
        {
            "db_instance_identifier": source,
            "engine": entry.get("engine", "postgres"),
            "engine_version": entry.get("engine_version", "16.4"),
            "db_instance_class": "db.t4g.medium",
            "allocated_storage": entry.get("allocated_storage", 20),
            "storage_encrypted": True,
            "master_username": entry.get("username", "postgres"),
            "master_user_password": "emulated-password",
        }
    )
    backend.create_db_snapshot(source, name)
    del backend.databases[source]
    for automated in [key for key in backend.database_snapshots if key.startswith(f"rds:{source}")]:
        del backend.database_snapshots[automated]


def _principal(entry: dict[str, Any]) -> None:
    """A role or user that settings name, for instance as an administrator of the cluster; those of other accounts need none."""
    match = re.fullmatch(r"arn:[^:]+:iam::(\d{12}):(role|user)(/.*/|/)([^/]+)", entry["arn"])
    if not match:
        raise Invalid(f"principal must have the ARN of a role or a user, got {entry['arn']}")
    account, kind, path, name = match.groups()
    backend = iam_backends[account]["aws"]
    if any(known.arn == entry["arn"] for known in [*backend.roles.values(), *backend.users.values()]):
        return
    if kind == "user":
        backend.create_user(DEFAULT_REGION, name, path)
    else:
        backend.create_role(name, ASSUMED_BY_ACCOUNT, path, None, "", [], "3600")
