"""Vitals: `/health` says that the process lives, `/ready` that it may be sent traffic. Neither asks an upstream.

An upstream's illness is no reason to restart the gateway or to take it from its load balancer; breakers see to that.
Keys that were never had are one: such a process refuses what its neighbours, who have them, still serve.
Plain ASGI: they answer from the first moment on; what describes them (health.py) is imported when somebody reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from domain.message.headers import Headers
from domain.message.reason import Reason
from domain.message.refusal import PROBLEM_JSON, Refusal, problem
from entrypoints.http.proxy import Receive, Scope, Send
from entrypoints.http.state import GatewayState

HEALTH, READY = b"/health", b"/ready"
PATHS = (HEALTH, READY)
METHODS = ("GET", "HEAD")  # monitors like to ask with HEAD


@dataclass(frozen=True, slots=True)
class Vital:
    status: int
    headers: Headers
    body: bytes


def vital(path: bytes, state: GatewayState, new_id: Callable[[], str]) -> Vital:
    """The answer to one of PATHS."""
    if path == READY and (reason := state.unready) is not None:
        return _unready(reason, new_id())
    body = b'{"status":"alive"}' if path == HEALTH else _ready(state.troubles)
    return Vital(200, _headers(b"application/json", body), body)


class Vitals:
    """The ASGI application: asked only with METHODS for PATHS (front.py)."""

    def __init__(self, state: GatewayState, new_id: Callable[[], str]) -> None:
        self._state = state
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # ASGI's three
        answer = vital(scope["raw_path"], self._state, self._new_id)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})


def _ready(troubles: tuple[str, ...]) -> bytes:
    return orjson.dumps({"status": "ready", "troubles": troubles}) if troubles else b'{"status":"ready"}'


def _unready(reason: Reason, request_id: str) -> Vital:
    body = orjson.dumps(problem(Refusal(reason), instance=READY.decode(), request_id=request_id))
    own = [(b"x-request-id", request_id.encode("ascii")), (b"retry-after", b"1")]
    return Vital(reason.status, [*_headers(PROBLEM_JSON, body), *own], body)


def _headers(kind: bytes, body: bytes) -> Headers:
    return [(b"content-type", kind), (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
