"""Cookies that carry a token (RFC 6265, 5.4). A browser sends them by itself, also where another site asks it to.

So a request that may change something is taken only with an `Origin` that is named; a WebSocket's handshake changes
something whatever its method. A cookie of that name that comes twice is a bad credential: who set which cannot be told.
"""

import re
from dataclasses import dataclass, field

from domain.message.headers import values
from domain.message.reason import ORIGIN_REFUSED, TOKEN_MALFORMED, Reason
from domain.message.request import Request
from domain.spec.place import Place

_SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))  # RFC 9110, 9.2.1
_TOKEN = re.compile(rb"[A-Za-z0-9._~+/-]+=*")


@dataclass(frozen=True, slots=True)
class Cookie:
    name: bytes
    origins: frozenset[bytes]
    issuer: str  # the name of whoever signs the tokens in it, or is asked about them
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def is_presented(self, request: Request) -> bool:
        return b"cookie" in request.named and bool(self._found(request))

    def read(self, request: Request) -> str | Reason:
        """The token's text, of a cookie that is presented, or why it does not count."""
        found = self._found(request)
        if len(found) != 1 or not _TOKEN.fullmatch(found[0]):
            return TOKEN_MALFORMED
        if not self._is_from_us(request):
            return ORIGIN_REFUSED
        return found[0].decode("ascii")

    def _found(self, request: Request) -> list[bytes]:
        pairs = (pair.strip(b" \t") for field in values(request.headers, b"cookie") for pair in field.split(b";"))
        named = (pair.partition(b"=") for pair in pairs)
        return [value.strip(b'"') for name, equals, value in named if name == self.name and equals]

    def _is_from_us(self, request: Request) -> bool:
        origins = values(request.headers, b"origin")
        if origins:
            return len(origins) == 1 and origins[0] in self.origins
        return request.method in _SAFE and b"upgrade" not in request.named
