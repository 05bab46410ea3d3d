"""The process: it says where it listens, ends with its parent, and cannot be reached from elsewhere."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from platform_emulator.server import Application
from tests.support import EmulatorTest, address, ask, unique

import boto3

FOLDER = Path(__file__).parent.parent
SECONDS = 30


def start(*arguments: str) -> "subprocess.Popen[str]":
    """The emulator as the harness starts it, with a profile that does not exist on this machine."""
    environment = {**os.environ, "PYTHONPATH": str(FOLDER), "AWS_PROFILE": "does-not-exist"}
    command = [sys.executable, "-m", "platform_emulator", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment)


class Process(unittest.TestCase):
    def test_it_says_in_one_line_where_it_listens_and_ends_with_its_stdin(self) -> None:
        with start("--host", "127.0.0.1", "--port", "0") as process:
            ready = json.loads(process.stdout.readline())
            self.assertEqual(ready["pid"], process.pid)
            with urlopen(f"http://127.0.0.1:{ready['port']}/platform-emulator/health") as answer:
                self.assertEqual(answer.status, 200)
            process.stdin.close()
            self.assertEqual(process.wait(SECONDS), 0)
            self.assertEqual(process.stdout.read(), "")

    def test_it_ends_on_a_signal(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name), start() as process:
                process.stdout.readline()
                process.send_signal(number)
                self.assertEqual(process.wait(SECONDS), 0)

    def test_fails_when_the_address_could_be_reached_from_elsewhere(self) -> None:
        with start("--host", "0.0.0.0") as process:
            self.assertEqual(process.wait(SECONDS), 2)
            self.assertIn("host must be a loopback address such as 127.0.0.1, got 0.0.0.0", process.stderr.read())


class OwnAddresses(EmulatorTest):
    def test_an_unknown_address_is_not_handed_to_moto(self) -> None:
        self.assertEqual(ask("nothing")[0], 404)

    def test_statistics_have_the_agreed_fields(self) -> None:
        status, answer = ask("statistics")
        self.assertEqual(status, 200)
        self.assertLessEqual({"checked", "refused", "unchecked", "refusals"}, set(answer))


class Threads(unittest.TestCase):
    def test_moto_never_sees_two_requests_at_once(self) -> None:
        application, inside, most = Application(), [], []

        def moto(environ: object, start_response: object) -> list[bytes]:
            inside.append(None)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()
            return []

        application._moto = moto
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: application({"PATH_INFO": "/"}, None), range(16)))
        self.assertEqual(max(most), 1)


class Retries(EmulatorTest):
    def make_group(self, invocation: str, name: str) -> str:
        """Makes a security group as one attempt of the request with this invocation id."""
        ec2 = boto3.client(
            "ec2", region_name="us-east-1", endpoint_url=address(), aws_access_key_id="test", aws_secret_access_key="test"
        )

        def set_invocation(request: Any, **_: Any) -> None:
            request.headers["amz-sdk-invocation-id"] = invocation

        ec2.meta.events.register("before-send.ec2.CreateSecurityGroup", set_invocation)
        return ec2.create_security_group(GroupName=name, Description="test")["GroupId"]

    def test_a_request_whose_answer_got_lost_is_not_carried_out_twice(self) -> None:
        name = unique("group")
        self.assertEqual(self.make_group("one", name), self.make_group("one", name))

    def test_fails_when_another_request_makes_the_same(self) -> None:
        name = unique("group")
        self.make_group("two", name)
        self.assert_refused("InvalidGroup.Duplicate", name, self.make_group, invocation="three", name=name)
