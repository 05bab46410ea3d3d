"""The HTTP server: moto for AWS's requests, and four addresses of its own under /platform-emulator/ for the harness."""

import ipaddress
import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from platform_emulator import leftovers, prerequisites, services, strict
from platform_emulator.retries import RepeatedAnswers

PREFIX = "/platform-emulator/"


class QuietRequestHandler(MotoRequestHandler):
    """Does not log each request: a life cycle makes thousands."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Application:
    """Answers the harness itself and hands everything else to moto, one request at a time.

    Moto is not safe for threads: its cache of API models hands out half-made ones to a second thread, and its lists are walked
    while others add to them. Both fail once in some hundred runs of Terraform. It does nothing but compute, so waiting costs no time.
    """

    def __init__(self) -> None:
        services.install()
        self._one_at_a_time = threading.Lock()
        self._moto = RepeatedAnswers(DomainDispatcherApplication(create_backend_app))
        self._routes: dict[tuple[str, str], Callable[[Request], Any]] = {
            ("GET", "health"): lambda _: {"status": "ok"},
            ("GET", "leftovers"): lambda _: self._alone(leftovers.leftovers),
            ("GET", "statistics"): lambda _: strict.statistics.as_json(),
            ("POST", "prerequisites"): lambda request: self._alone(prerequisites.make, request.get_json(force=True)),
        }

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self._forward(environ, start_response)
        request = Request(environ)
        return self._own_answer(request)(environ, start_response)

    def _forward(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        strict.statistics.count_request()
        try:
            with self._one_at_a_time:
                return self._moto(environ, start_response)
        except Exception as error:
            traceback.print_exc()
            message = f"the emulator failed at {environ.get('REQUEST_METHOD')} {environ.get('PATH_INFO')}: {type(error).__name__}: {error}"
            strict.statistics.count_failure(message)
            headers = {"x-amzn-ErrorType": "EmulatorFailure"}
            return _json({"__type": "EmulatorFailure", "message": message}, 501, headers)(environ, start_response)

    def _alone(self, function: Callable[..., Any], *arguments: Any) -> Any:
        with self._one_at_a_time:
            return function(*arguments)

    def _own_answer(self, request: Request) -> Response:
        handler = self._routes.get((request.method, request.path.removeprefix(PREFIX)))
        if handler is None:
            return _json({"message": f"no such address: {request.method} {request.path}"}, 404)
        try:
            return _json(handler(request))
        except prerequisites.Invalid as error:
            return _json({"message": str(error)}, 400)


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(json.dumps(value, default=str), status=status, content_type="application/json", headers=headers)


def listen(host: str, port: int) -> BaseWSGIServer:
    """Binds the server; refuses any address that other machines could reach, because it checks no signature."""
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"host must be a loopback address such as 127.0.0.1, got {host}")
    server = make_server(host, port, Application(), threaded=True, request_handler=QuietRequestHandler)
    os.environ["MOTO_PORT"] = str(server.port)
    return server


def end_with_stdin(server: BaseWSGIServer) -> None:
    """Shuts the server down when stdin ends, so that a killed parent leaves no process behind."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        server.shutdown()

    threading.Thread(target=wait, daemon=True).start()
