"""A running emulator and clients for it that check nothing themselves, so that the emulator has to."""

import functools
import itertools
import json
import threading
import unittest
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from platform_emulator.server import listen  # prepares the environment, so it comes before boto3

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = "us-east-1"
TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
_numbers = itertools.count(1)


@functools.cache
def address() -> str:
    """Starts one emulator for all tests of the process, in a thread, and returns its address."""
    server = listen("127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.port}"


@functools.cache
def client(service: str, region: str = REGION) -> Any:
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=address(),
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(parameter_validation=False, retries={"max_attempts": 0}, s3={"addressing_style": "path"}),
    )


def ask(path: str, body: Any = None) -> Any:
    """Asks the emulator itself; a body makes it a POST. Returns the status and the answer."""
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(f"{address()}/platform-emulator/{path}", data=data)) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def unique(name: str) -> str:
    """A name that no other test has: all tests share one emulator."""
    return f"{name}-{next(_numbers)}"


class EmulatorTest(unittest.TestCase):
    """Assertions on what the emulator refuses."""

    maxDiff = None

    def assert_refused(self, code: str, text: str, call: Any, **arguments: Any) -> None:
        """Fails unless the call is refused with this code and a message that has this text."""
        with self.assertRaises(ClientError) as raised:
            call(**arguments)
        error = raised.exception.response["Error"]
        self.assertEqual(error["Code"], code, error["Message"])
        self.assertIn(text, error["Message"])


def make_role(name: str = "role") -> str:
    return client("iam").create_role(RoleName=unique(name), AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]


def make_subnets(zones: str = "ab", region: str = REGION) -> list[str]:
    """A VPC with one subnet in each zone."""
    ec2 = client("ec2", region)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{index}.0/24", AvailabilityZone=f"{region}{zone}")["Subnet"]["SubnetId"]
        for index, zone in enumerate(zones)
    ]


def make_cluster(mode: str = "API", **arguments: Any) -> dict[str, Any]:
    """A cluster that is there, with whatever else the API takes."""
    return client("eks").create_cluster(
        **{
            "name": unique("cluster"),
            "roleArn": make_role(),
            "version": "1.35",
            "resourcesVpcConfig": {"subnetIds": make_subnets()},
            "accessConfig": {"authenticationMode": mode, "bootstrapClusterCreatorAdminPermissions": False},
            **arguments,
        }
    )["cluster"]


def make_node_group(cluster: dict[str, Any], **arguments: Any) -> dict[str, Any]:
    """A node group of a cluster."""
    return client("eks").create_nodegroup(
        **{
            "clusterName": cluster["name"],
            "nodegroupName": unique("nodes"),
            "subnets": cluster["resourcesVpcConfig"]["subnetIds"],
            "nodeRole": make_role(),
            "scalingConfig": {"minSize": 1, "desiredSize": 2, "maxSize": 3},
            **arguments,
        }
    )["nodegroup"]
