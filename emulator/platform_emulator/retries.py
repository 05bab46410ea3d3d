"""The same answer for the same request.

The SDKs send a request again when its answer got lost, say because a connection broke under load. AWS would carry a second
"make this rule" out once more and refuse it; between two processes of one machine that is noise, which would fail a run in
twenty. All attempts of a request bear one `amz-sdk-invocation-id`, so an answer of success is kept and given again.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

MOST_KEPT = 2000

Answer = tuple[str, list[tuple[str, str]], bytes]
WsgiApplication = Callable[[dict[str, Any], Any], Iterable[bytes]]


class RepeatedAnswers:
    """Wraps a WSGI application; not safe for threads, as little as what it wraps."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        answer = self._answers.get(invocation or "") or self._answer(environ)
        status, headers, body = answer
        if invocation and status.startswith("2"):
            self._answers[invocation] = answer
            if len(self._answers) > MOST_KEPT:
                self._answers.popitem(last=False)
        start_response(status, headers)
        return [body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            started.append((status, headers))

        body = b"".join(self._application(environ, start_response))
        status, headers = started[-1]
        return status, headers, body
