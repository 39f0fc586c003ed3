"""What of a caller's head does not travel on, and why not: the rules of the passage, said one by one."""

from collections.abc import Iterator

from application.explanation.masking import text
from application.explanation.message import Dropped
from application.identity.credentials import kept_from
from domain.message.forwarding import FORWARDED, poses
from domain.message.handshake import OWN_FIELDS
from domain.message.headers import HOP_BY_HOP, Headers, named_by_connection, spelt_like
from domain.message.request import Request
from domain.message.tracing import TRACING
from domain.plan.debugging import ASKING
from domain.plan.plan import Destination, Plan, Route
from domain.spec.place import Place

_OTHERS = {
    b"host": "the upstream's own is sent",
    b"content-length": "how long the body is, is said anew",
    b"x-request-id": "the gateway says it itself",
    b"expect": "it means nothing in HTTP/1.0",
}


class Dropping:
    def __init__(self, plan: Plan, route: Route, destination: Destination, request: Request) -> None:
        self._plan = plan
        self._destination = destination
        self._request = request
        self._kept = kept_from(plan, route, destination.upstream)

    def of(self, sent: Headers) -> Iterator[Dropped]:
        """Of what the caller wrote, what is not among the fields sent; each name once."""
        for name in dict.fromkeys(name for name, _ in self._request.headers):
            written = [header for header in self._request.headers if header[0] == name]
            if any(header not in sent for header in written):
                why, at = self._why(name)
                yield Dropped(text(name), why, at)

    def _why(self, name: bytes) -> tuple[str, Place | None]:
        plan, edits, server = self._plan, self._destination.request, self._plan.server
        upstream = plan.upstreams[self._destination.upstream].at
        if spelt_like(name, HOP_BY_HOP) or name in named_by_connection(self._request.headers):
            return "it ends at each hop (RFC 9110, 7.6.1)", None
        if spelt_like(name, self._kept):
            return "the credential is the gateway's alone (`identity` of the upstream)", upstream
        if spelt_like(name, server.introducing):
            return "the gateway alone says who calls", upstream
        if spelt_like(name, edits.dropped):
            return "edit", self._place(name)
        if server.debug and spelt_like(name, {ASKING}):
            return "it asks the gateway", server.places.get("debug")
        if server.deadline_header and spelt_like(name, {server.deadline_header}):
            return "the gateway says it itself", server.places.get("deadline_header")
        return self._by_nature(name), None

    def _place(self, name: bytes) -> Place | None:
        alike = (one for one in self._destination.request.dropped if spelt_like(name, {one}))
        return next((self._destination.places.get(f"request {text(one)}") for one in alike), None)

    def _by_nature(self, name: bytes) -> str:
        is_believed = self._plan.server.trusted_proxies.trusts(self._request.peer)
        if spelt_like(name, FORWARDED):
            return "it is continued by the gateway" if is_believed else "nobody but a trusted proxy is believed"
        if not is_believed and poses(name):
            return "nobody but a trusted proxy is believed"
        if spelt_like(name, TRACING):
            return "it is no valid trace context"
        if name in OWN_FIELDS:
            return "each hop shakes hands by itself"
        alike = next((one for one in _OTHERS if spelt_like(name, {one})), b"")
        return _OTHERS.get(alike, "the gateway does not pass it on")
