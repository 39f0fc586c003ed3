"""CORS: which other origins' pages may call, and read the answers (Fetch standard, "CORS protocol").

A preflight carries no credential by specification, so it is answered before authentication. An origin is allowed by
being listed exactly, below a listed `https://*.name`, or at any port of a listed `http://name:*`; `*` allows every
origin and is refused together with credentials when the plan is compiled, save where that is written out; and not even
then for `null`, which every sandboxed frame of every page says that it is. A `*` among methods or headers grants what
is asked for, by name: with credentials a browser takes the star for a name (Fetch, 3.3.4).
"""

import re
from dataclasses import dataclass

from domain.message.headers import Header, first
from domain.message.request import Request

# What an upstream says of these is replaced where the gateway speaks CORS.
CORS_FIELDS = frozenset(
    b"access-control-" + name
    for name in (
        b"allow-origin", b"allow-credentials", b"expose-headers", b"allow-methods", b"allow-headers", b"max-age",
        b"allow-private-network",
    )
)  # fmt: skip
_BELOW = re.compile(rb"[a-z0-9-]+(?:\.[a-z0-9-]+)*")  # one label or more
_PORT = re.compile(rb"[1-9][0-9]{0,4}")
_NOBODY = b"null"
_LIST = re.compile(rb"[A-Za-z0-9!#$%&'*+.^_`|~, -]+")  # of tokens; anything else is not sent back


@dataclass(frozen=True, slots=True)
class CorsPolicy:
    origins: frozenset[bytes]
    methods: bytes  # as sent: comma-separated
    headers: bytes
    credentials: bool
    max_age: int  # seconds
    below: tuple[tuple[bytes, bytes], ...] = ()  # of `https://*.name:1`: what is before the star, and after it
    exposed: bytes = b""
    any_port: tuple[bytes, ...] = ()  # of `http://name:*`: what is before the star
    private_network: bool = False

    def preflight(self, request: Request) -> tuple[Header, ...] | None:
        """The headers of the 204 that answers a preflight; None where `request` is none."""
        if not is_preflight(request):
            return None
        origin = first(request.headers, b"origin") or b""
        return (*self.grant(origin), *self._terms(request)) if self.allows(origin) else ((b"vary", b"origin"),)

    def grant(self, origin: bytes | None) -> tuple[Header, ...]:
        """What is added to an answer, a refusal too, so that a page of an allowed origin may read it."""
        if origin is None or not self.allows(origin):
            return ((b"vary", b"origin"),)
        granted: tuple[Header, ...] = ((b"access-control-allow-origin", origin), (b"vary", b"origin"))
        if self.credentials:
            granted = (*granted, (b"access-control-allow-credentials", b"true"))
        return (*granted, (b"access-control-expose-headers", self.exposed)) if self.exposed else granted

    def allows(self, origin: bytes) -> bool:
        if origin in self.origins or any(_is_below(origin, *one) for one in self.below):
            return True
        if b"*" in self.origins:
            return origin != _NOBODY or not self.credentials
        return any(_is_at(origin, before) for before in self.any_port)

    def _terms(self, request: Request) -> tuple[Header, ...]:
        methods = _granted(self.methods, first(request.headers, b"access-control-request-method"))
        headers = _granted(self.headers, first(request.headers, b"access-control-request-headers"))
        terms = (
            (b"access-control-allow-methods", methods),
            (b"access-control-allow-headers", headers),
            (b"access-control-max-age", b"%d" % self.max_age),
        )
        asks = first(request.headers, b"access-control-request-private-network") == b"true"
        return (*terms, (b"access-control-allow-private-network", b"true")) if asks and self.private_network else terms


def is_preflight(request: Request) -> bool:
    return (
        request.method == "OPTIONS"
        and first(request.headers, b"access-control-request-method") is not None
        and first(request.headers, b"origin") is not None
    )


def _is_below(origin: bytes, before: bytes, after: bytes) -> bool:
    if len(origin) <= len(before) + len(after) or not origin.startswith(before) or not origin.endswith(after):
        return False
    return _BELOW.fullmatch(origin[len(before) : len(origin) - len(after)]) is not None


def _is_at(origin: bytes, before: bytes) -> bool:
    return origin.startswith(before) and _PORT.fullmatch(origin[len(before) :]) is not None


def _granted(listed: bytes, asked: bytes | None) -> bytes:
    if listed != b"*":
        return listed
    return asked if asked is not None and _LIST.fullmatch(asked) else b""
