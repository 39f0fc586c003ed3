"""Keeping: what of a call is kept, so that its decision can be explained later. What proves who somebody is, never.

By rule, for each configuration: of headers, the values of those by which its routes and policies decide, and of those
that say how a message travels; of the others, that they were there. Of the query, the parameters by which a route is
chosen, with their values where these are the configuration's own. Of claims, those by which something is decided. Of
all of it, nothing that is secret by its name (application/explanation/masking.py), whatever asks for it.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, quote

from application.explanation.masking import MASK, credential_headers, is_secret
from domain.identity.principal import Principal
from domain.message.headers import Headers
from domain.plan.plan import Plan
from domain.plan.recordings import compile_recording

_MASK = MASK.encode()
_TRAVELLING = frozenset((
    b"accept", b"accept-encoding", b"connection", b"content-length", b"content-type", b"expect", b"forwarded", b"host",
    b"origin", b"access-control-request-method", b"access-control-request-headers", b"te", b"traceparent",
    b"transfer-encoding", b"upgrade", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto",
    b"x-request-id", b"sec-websocket-version", b"sec-websocket-protocol",
))  # fmt: skip
_HANDSHAKE_KEY = b"sec-websocket-key"  # proves nothing, but for a handshake to be one it must be there as it was


class Keeping:
    """Of one plan. Made when something is first kept: it walks over all routes."""

    def __init__(self, plan: Plan) -> None:
        identity = {"api_keys": plan.api_keys, "certificates": plan.certificates}
        decided_by = compile_recording(plan.routes, identity)
        credentials = credential_headers(plan)
        asked = (
            decided_by.headers | _TRAVELLING | ({plan.server.deadline_header} if plan.server.deadline_header else set())
        )
        self._headers = frozenset(name for name in asked if not is_secret(name, credentials)) | {_HANDSHAKE_KEY}
        self._parameters = decided_by.query
        self._own_values = frozenset(pair for route in plan.routes for pair in route.matcher.query)
        told = (item.claim for one in plan.upstreams.values() for item in one.introduction.items if item.claim)
        self._claims = frozenset((*decided_by.claims, *told))

    def headers(self, given: Headers) -> Headers:
        return [(name, value if name in self._headers else _MASK) for name, value in given]

    def query(self, raw: bytes) -> bytes:
        if not raw:
            return raw
        pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True)
        return "&".join(dict.fromkeys(self._told(pairs))).encode()

    def _told(self, pairs: list[tuple[str, str]]) -> Iterator[str]:
        for number, (name, value) in enumerate(pairs):
            if name not in self._parameters:
                yield MASK
            else:
                again = f"={number}" if (name, value) in pairs[:number] else ""  # twice is not once
                shown = quote(value) + again if (name, value) in self._own_values else f"{MASK}{number}"
                yield f"{quote(name)}={shown}"

    def principal(self, who: Principal) -> Principal:
        kept = {name: value for name, value in who.claims.items() if self._is_asked(name)}
        return who if len(kept) == len(who.claims) else replace(who, claims=kept)

    def _is_asked(self, claim: str) -> bool:
        return any(path == claim or path.startswith(f"{claim}.") for path in self._claims)
