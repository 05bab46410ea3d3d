"""What the emulator adds to moto, one module a service; importing a module changes moto.

To add a service: write `services/<service>.py` (or a package), list its name here, and test it in `tests/test_<service>.py`.
"""

from importlib import import_module

SERVICES = (
    "ec2",
    "eks",
    "events",
    "iam",
    "kms",
    "route53",
    "s3",
    "secretsmanager",
    "ssm",
)


def install() -> None:
    """Applies every service's changes; calling it again does nothing."""
    for name in SERVICES:
        import_module(f"{__name__}.{name}")
