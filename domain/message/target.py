"""Request targets: the four forms of RFC 9112, 3.2, read into a path, a query and perhaps an authority.

A gateway is no tunnel, so CONNECT and its authority-form are refused. `OPTIONS *` asks after the server itself: its
path is `*`, which no route has. A fragment, user information or a byte outside of visible ASCII is in no target.
"""

import re
from dataclasses import dataclass

ASTERISK = b"*"

_VISIBLE = re.compile(rb"[!-\"$-~]+")  # without "#"
_ABSOLUTE = re.compile(rb"(https?)://([^/?@]+)(/[^?]*)?(?:\?(.*))?", re.IGNORECASE)


@dataclass(slots=True)
class Target:
    path: bytes
    query: bytes = b""
    authority: bytes | None = None  # of the absolute form
    scheme: str = "http"  # of the absolute form


@dataclass(frozen=True, slots=True)
class UnfitTarget:
    why: str


def read_target(method: str, raw: bytes) -> Target | UnfitTarget:
    if not _VISIBLE.fullmatch(raw):
        return UnfitTarget("a target has a fragment, or a byte that is none of visible ASCII")
    if method == "CONNECT":
        return UnfitTarget("CONNECT asks for a tunnel")
    if raw.startswith(b"/"):
        path, _, query = raw.partition(b"?")
        return Target(path, query)
    if raw == ASTERISK:
        return Target(ASTERISK) if method == "OPTIONS" else UnfitTarget("only OPTIONS has `*` as its target")
    return _absolute(method, raw)


def _absolute(method: str, raw: bytes) -> Target | UnfitTarget:
    found = _ABSOLUTE.fullmatch(raw)
    if not found:
        return UnfitTarget("a target in none of the forms that a gateway takes")
    scheme, authority, path, query = found.groups()
    of_the_server = method == "OPTIONS" and path is None and query is None  # RFC 9112, 3.2.4
    return Target(ASTERISK if of_the_server else path or b"/", query or b"", authority, scheme.decode().lower())
