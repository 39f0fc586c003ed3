"""Redirects: where a request is sent instead, as the Gateway API's HTTPRequestRedirectFilter says.

What is not written stays as the caller had it. The port: the written one; else that of a written scheme; else the one
that the caller came to. A port that is the scheme's own is left out. The query is kept.
"""

from dataclasses import dataclass

from domain.message.headers import Header, Headers, first
from domain.message.request import Request
from domain.routing.rewrite import Rewrite

STATUSES = (301, 302, 303, 307, 308)
_OWN_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Redirect:
    status: int = 302
    scheme: str | None = None
    host: str | None = None
    port: int | None = None
    path: Rewrite | None = None
    headers: tuple[Header, ...] = ()  # further ones

    def location(self, request: Request, scheme: str) -> bytes:
        """`scheme` is the one that the caller used."""
        scheme = self.scheme or scheme
        port = self.port or (None if self.scheme else _port_of(request.headers))
        shown = "" if port is None or port == _OWN_PORT[scheme] else f":{port}"
        path = self.path.apply(request.path) if self.path else request.path.raw
        query = b"?" + request.query if request.query else b""
        return f"{scheme}://{self.host or request.host}{shown}".encode("ascii") + path + query


def _port_of(headers: Headers) -> int | None:
    _, _, port = (first(headers, b"host") or b"").rpartition(b":")
    return int(port) if port.isdigit() else None
