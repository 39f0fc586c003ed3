"""CORS: which other origins' pages may call, and read the answers (Fetch standard, "CORS protocol").

A preflight carries no credential by specification, so it is answered before authentication. An origin is allowed by
being listed exactly; `*` allows every origin and is refused together with credentials when the plan is compiled.
"""

from dataclasses import dataclass

from domain.message.headers import Header, first
from domain.message.request import Request


@dataclass(frozen=True, slots=True)
class CorsPolicy:
    origins: frozenset[bytes]
    methods: bytes  # as sent: comma-separated
    headers: bytes
    credentials: bool
    max_age: int  # seconds

    def preflight(self, request: Request) -> tuple[Header, ...] | None:
        """What the 204 that answers a preflight has beside the grant; None where `request` is none."""
        if request.method != "OPTIONS" or first(request.headers, b"access-control-request-method") is None:
            return None
        origin = first(request.headers, b"origin")
        if origin is None:
            return None
        return self._terms() if self.allows(origin) else ()

    def grant(self, origin: bytes | None) -> tuple[Header, ...]:
        """What is added to an answer, a refusal too, so that a page of an allowed origin may read it."""
        if origin is None or not self.allows(origin):
            return ((b"vary", b"origin"),)
        granted: tuple[Header, ...] = ((b"access-control-allow-origin", origin), (b"vary", b"origin"))
        return (*granted, (b"access-control-allow-credentials", b"true")) if self.credentials else granted

    def allows(self, origin: bytes) -> bool:
        return origin in self.origins or b"*" in self.origins

    def _terms(self) -> tuple[Header, ...]:
        return (
            (b"access-control-allow-methods", self.methods),
            (b"access-control-allow-headers", self.headers),
            (b"access-control-max-age", b"%d" % self.max_age),
        )
