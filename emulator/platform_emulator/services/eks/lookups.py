"""Whether what an EKS request names exists in the other services, with the errors AWS gives when it does not."""

import re
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from platform_emulator.services.eks.backend import EksBackend
from platform_emulator.services.eks.errors import InvalidParameter

LEAST_ZONES = 2


def ec2_of(backend: EksBackend) -> Any:
    return ec2_backends[backend.account_id][backend.region_name]


def check_role(backend: EksBackend, arn: str) -> None:
    """Refuses a role of this account that is not there; another account's roles cannot be looked up."""
    match = re.fullmatch(r"arn:[^:]+:iam::(\d{12}):role/(?:.+/)?([^/]+)", arn)
    if not match:
        raise InvalidParameter(f"The role ARN {arn} is invalid")
    account, _ = match.groups()
    if account != backend.account_id:
        raise InvalidParameter(f"Cross-account pass role is not allowed: {arn}")
    if not any(role.arn == arn for role in iam_backends[account][backend.partition].roles.values()):
        raise InvalidParameter(f"Role with arn: {arn}, could not be assumed because it does not exist or the trusted entity is not correct")


def check_principal(backend: EksBackend, arn: str) -> None:
    """Refuses an IAM principal of this account that is not there."""
    match = re.fullmatch(r"arn:[^:]+:iam::(\d{12}):(?:(role|user)/.+|root)", arn)
    if not match or match.group(2) is None:
        raise InvalidParameter(f"The specified principalArn is invalid: invalid principal ({arn} is neither a role nor a user)")
    if match.group(1) != backend.account_id:
        return
    iam = iam_backends[backend.account_id][backend.partition]
    known = [role.arn for role in iam.roles.values()] + [user.arn for user in iam.users.values()]
    if arn not in known:
        raise InvalidParameter(f"The specified principalArn is invalid: invalid principal ({arn} does not exist)")


def check_subnets(backend: EksBackend, subnet_ids: list[str], least_zones: int) -> str:
    """Refuses unknown subnets, subnets of two VPCs and too few zones; returns the id of the VPC."""
    ec2 = ec2_of(backend)
    subnets = []
    for subnet_id in subnet_ids:
        subnet = next((zone[subnet_id] for zone in ec2.subnets.values() if subnet_id in zone), None)
        if subnet is None:
            raise InvalidParameter(f"The subnet ID '{subnet_id}' does not exist")
        subnets.append(subnet)
    vpcs = {subnet.vpc_id for subnet in subnets}
    if len(vpcs) != 1:
        raise InvalidParameter("Subnets provided must belong to the same VPC")
    if len({subnet.availability_zone for subnet in subnets}) < least_zones:
        raise InvalidParameter("Subnets specified must be in at least two different AZs")
    return vpcs.pop()


def check_security_groups(backend: EksBackend, group_ids: list[str], vpc_id: str) -> None:
    for group_id in group_ids:
        group = ec2_of(backend).get_security_group_from_id(group_id)
        if group is None:
            raise InvalidParameter(f"The security group '{group_id}' does not exist")
        if group.vpc_id != vpc_id:
            raise InvalidParameter(f"The security group '{group_id}' does not belong to the VPC {vpc_id} of the subnets")


def check_encryption(backend: EksBackend, configs: list[dict[str, Any]]) -> None:
    """Refuses what envelope encryption cannot use: other resources than secrets, a key that is missing, disabled or asymmetric."""
    for config in configs:
        if config.get("resources") != ["secrets"]:
            raise InvalidParameter(f"Invalid resources in encryptionConfig: {config.get('resources')}, only secrets can be encrypted")
        arn = config.get("provider", {}).get("keyArn", "")
        match = re.fullmatch(r"arn:[^:]+:kms:([^:]+):(\d{12}):key/(.+)", arn)
        if not match:
            raise InvalidParameter(f"Invalid key ARN: {arn}")
        region, account, key_id = match.groups()
        if region != backend.region_name:
            raise InvalidParameter(f"The key {arn} is not in the cluster's region {backend.region_name}")
        key = kms_backends[account][region].keys.get(key_id)
        if key is None:
            raise InvalidParameter(f"Invalid key ARN: {arn} does not exist")
        if key.key_state != "Enabled" or key.key_spec != "SYMMETRIC_DEFAULT" or (key.key_usage or "ENCRYPT_DECRYPT") != "ENCRYPT_DECRYPT":
            raise InvalidParameter(f"The key {arn} must be an enabled symmetric key for encryption")
