"""Locality: on a loopback address only names of this machine are answered, so that no web page can be made to read it.

A page of another site may have its own name resolve to 127.0.0.1; the browser then sends that name.
"""

import json
from ipaddress import ip_address

from domain.message.refusal import PROBLEM_JSON
from entrypoints.http.proxy import Receive, Scope, Send

_WORDS = "this address answers to localhost and to IP addresses only"


class LocalNames:
    def __init__(self, inner: object) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_local(_host(scope)):
            body = _refusal(scope["path"])
            fields = [(b"content-type", PROBLEM_JSON), (b"content-length", b"%d" % len(body))]
            await send({"type": "http.response.start", "status": 403, "headers": fields})
            await send({"type": "http.response.body", "body": body})
            return
        await self._inner(scope, receive, send)  # type: ignore[operator]


def is_local(host: str) -> bool:
    """`host` as in the header, with or without a port."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    try:
        return bool(ip_address(name.strip("[]")))
    except ValueError:
        return name.lower() == "localhost"


def _refusal(path: str) -> bytes:
    """As problem.py's, which imports what nobody has asked for yet."""
    told = {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": _WORDS, "instance": path}
    return json.dumps(told).encode()


def _host(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
