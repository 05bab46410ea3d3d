"""Refuses what AWS's published API models refuse; moto by itself accepts nearly any input, so a green run would prove little.

Each request is parsed by moto's own parsers and walked against the operation's input shape in botocore's models:
required members, enums, patterns, lengths, ranges and sizes of lists. What breaks a rule is answered with a
400 in the service's own protocol, and the message names the member.
"""

import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import get_service_model
from moto.s3.responses import S3Response
from platform_emulator.patching import replaces

#: Shapes whose enum AWS widens faster than the models are published: an instance type of last week is no error.
OPEN_ENUMS = {
    "InstanceType": "EC2 adds instance types every month",
}
#: Errors that are answers: those of moto's models, of its web framework, of botocore and of this package.
ERRORS_OF_MOTO = ("moto.", "werkzeug.", "botocore.", "platform_emulator.")
#: Most violations that one message tells.
SHOWN = 5


class Refused(ServiceException):
    """A request that the API model forbids. A class of this package: moto takes the error models of its own ones from their module."""


class Lacking(ServiceException):
    """An operation that moto does not have."""

    code = "NotImplemented"


class Failure(ServiceException):
    """A defect of the emulator or of moto."""

    code = "EmulatorFailure"


class Statistics:
    """How many requests were checked, refused or could not be checked, and why; failures are the emulator's own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._checked = 0
        self._unchecked: list[str] = []
        self._refusals: list[str] = []
        self._failures: list[str] = []

    def count_request(self) -> None:
        with self._lock:
            self._requests += 1

    def count_checked(self) -> None:
        with self._lock:
            self._checked += 1

    def count_unchecked(self, reason: str) -> None:
        with self._lock:
            self._unchecked.append(reason)
        print(f"not checked: {reason}", file=sys.stderr, flush=True)

    def count_refused(self, message: str) -> None:
        with self._lock:
            self._refusals.append(message)
        print(f"refused: {message}", file=sys.stderr, flush=True)

    def count_failure(self, message: str) -> None:
        with self._lock:
            self._failures.append(message)
        print(message, file=sys.stderr, flush=True)

    def as_json(self) -> dict[str, Any]:
        with self._lock:
            return {
                "requests": self._requests,
                "checked": self._checked,
                "refused": len(self._refusals),
                "unchecked": len(self._unchecked),
                "refusals": list(self._refusals),
                "unchecked_reasons": list(self._unchecked),
                "failures": list(self._failures),
            }


statistics = Statistics()


def violations(shape: Any, value: Any, path: str = "") -> Iterator[str]:
    """Says where a parsed value breaks the rules of a botocore shape, one sentence each."""
    limits, kind = shape.metadata, shape.type_name
    if kind == "structure" and isinstance(value, dict):
        for name in shape.required_members:
            if value.get(name) is None:
                yield f"{_join(path, name)} is required"
        for name, member in shape.members.items():
            if value.get(name) is not None:
                yield from violations(member, value[name], _join(path, name))
    elif kind == "list" and isinstance(value, (list, tuple)):
        yield from _out_of_limits(limits, len(value), path, " entries")
        for index, item in enumerate(value):
            yield from violations(shape.member, item, f"{path}[{index}]")
    elif kind == "map" and isinstance(value, dict):
        yield from _out_of_limits(limits, len(value), path, " entries")
        for key, item in value.items():
            yield from violations(shape.key, key, f"{path} key {key!r}")
            yield from violations(shape.value, item, _join(path, str(key)))
    elif kind == "string" and isinstance(value, str):
        yield from _out_of_limits(limits, len(value), path, " characters")
        if shape.enum and value not in shape.enum and shape.name not in OPEN_ENUMS:
            yield f"{path} is {value!r}, not one of {', '.join(shape.enum[:8])}{' …' if len(shape.enum) > 8 else ''}"
        if not _matches(limits.get("pattern"), value):
            yield f"{path} is {value!r}, which does not match {limits['pattern']}"
    elif kind in ("integer", "long", "float", "double") and isinstance(value, (int, float)):
        yield from _out_of_limits(limits, value, path, "")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _out_of_limits(limits: dict[str, Any], number: float, path: str, unit: str) -> Iterator[str]:
    if "min" in limits and number < limits["min"]:
        yield f"{path} has {number}{unit}, at least {limits['min']} needed" if unit else f"{path} is {number}, at least {limits['min']} needed"
    if "max" in limits and number > limits["max"]:
        yield f"{path} has {number}{unit}, at most {limits['max']} allowed" if unit else f"{path} is {number}, at most {limits['max']} allowed"


def _matches(pattern: str | None, value: str) -> bool:
    if not pattern:
        return True
    try:
        return re.search(f"^(?:{pattern})$", value, re.DOTALL) is not None
    except re.error:
        return True  # syntax that only Java knows, such as \p{L}


@replaces(BaseResponse, "call_action")
def _call_action(original: Callable[..., Any], self: BaseResponse) -> Any:
    """Nearly every service of moto comes through here, whatever its protocol."""
    return guard(self, self._get_action(), lambda: original(self))


@replaces(S3Response, "_bucket_response")
@replaces(S3Response, "_key_response")
def _s3_response(original: Callable[..., Any], self: S3Response, request: Any, full_url: str) -> Any:
    """S3 does not. Only path-style addresses are checked: those with the bucket in the host name do not fit moto's router."""

    def proceed() -> Any:
        return original(self, request, full_url)

    if self.subdomain_based_buckets(request):
        return proceed()
    return guard(self, self._get_action_from_method_and_request_uri(self.normalized_request), proceed)


def guard(response: BaseResponse, operation: str, proceed: Callable[[], Any]) -> Any:
    """Answers a request that breaks the model's rules with an error, every other one with what `proceed` returns."""
    found = _violations_of(response, operation)
    if found:
        message = f"{response.boto3_service_name} {operation}: {'; '.join(found[:SHOWN])}"
        statistics.count_refused(message)
        return _answer(response, Refused(_error_code(response), message))
    try:
        return proceed()
    except NotImplementedError as error:
        return _fail(response, Lacking(f"the emulator lacks {_name(response, operation)}: {error}"))
    except Exception as error:
        if type(error).__module__.startswith(ERRORS_OF_MOTO):
            raise
        traceback.print_exc()
        return _fail(response, Failure(f"the emulator failed at {_name(response, operation)}: {type(error).__name__}: {error}"))


def _name(response: BaseResponse, operation: str | None) -> str:
    return f"{response.boto3_service_name} {operation or f'{response.method} {response.path}'}"


def _fail(response: BaseResponse, error: ServiceException) -> Any:
    """Status 501 and not 500: the SDKs repeat a 500 with growing pauses, which hides the defect for minutes."""
    statistics.count_failure(error.message)
    _, headers, body = _answer(response, error)
    return 501, {**headers, "status": 501}, body


def _violations_of(response: BaseResponse, operation: str) -> list[str]:
    try:
        model = get_service_model(response.boto3_service_name)
        operation_model = model.operation_model(operation)
        request = response.normalized_request
        parser = PROTOCOL_PARSERS[determine_request_protocol(model, request.content_type)](operation_model)
        parsed = parser.parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": request.data,
                "url_path": request.path,
                "url_params": response.uri_match,
            }
        )
    except Exception as error:  # no model, or a request moto's parsers cannot read: moto has to answer it
        statistics.count_unchecked(f"{response.boto3_service_name} {operation}: {type(error).__name__} {str(error)[:120]}")
        return []
    statistics.count_checked()
    return list(violations(operation_model.input_shape, parsed)) if operation_model.input_shape else []


def _error_code(response: BaseResponse) -> str:
    protocol = get_service_model(response.boto3_service_name).metadata.get("protocol", "json")
    return "ValidationError" if protocol in ("query", "ec2", "rest-xml") else "ValidationException"


def _answer(response: BaseResponse, error: ServiceException) -> Any:
    """An error in the service's own protocol, as moto's serializers write it."""
    status, headers, body = response.serialized(ActionResult(error))
    return status, {**headers, "status": status}, body
