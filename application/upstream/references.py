"""References of answers: `Link`, `Location` and `Content-Location` as the upstream knows them; callers get public ones.

Only for routes that rewrite the path or the host; the others have no such step in their way (docs/decisions/0137).
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from domain.message.headers import Headers, first
from domain.message.link import with_targets
from domain.message.path import Path
from domain.message.reference import from_root, origin_of, read_reference
from domain.message.request import Request
from domain.plan.plan import Destination, Route, Upstream
from domain.routing.tree import Node
from domain.routing.way_back import WayBack, planted

LINK = b"link"
_FIELDS = frozenset((LINK, b"location", b"content-location"))


@dataclass(frozen=True, slots=True)
class References:
    own: WayBack
    others: Node[WayBack]  # to the same upstream
    origins: frozenset[bytes]  # of the upstream, as it may know them
    keeps_host: bool  # then the caller's is the upstream's own, too

    def mapped(self, headers: Headers, request: Request) -> Headers:
        if _FIELDS.isdisjoint(name for name, _ in headers):
            return headers
        origins = self.origins | _both(first(request.headers, b"host") or b"") if self.keeps_host else self.origins
        return [
            (name, self._field(name, value, request, origins) if name in _FIELDS else value) for name, value in headers
        ]

    def _field(self, name: bytes, value: bytes, request: Request, origins: Container[bytes]) -> bytes:
        if name == LINK:
            return with_targets(value, lambda target: self._public(target, request, origins))
        return self._public(value, request, origins)

    def _public(self, raw: bytes, request: Request, origins: Container[bytes]) -> bytes:
        """As it is where there is no way back, or nothing to go back from."""
        base = self.own.rewrite.apply(request.path) if self.own.rewrite else request.path.raw
        reference = read_reference(raw, base, origins)
        path = self._maybe_back(reference.path, request) if reference else None
        return (reference and path and from_root(path.raw, reference.tail)) or raw

    def _maybe_back(self, sent: Path, request: Request) -> Path | None:
        """By the route itself; else by one to the same upstream, best where the route's own rewrite points;
        else where that points, though nothing is there."""
        own = self.own.of_its_own(sent, request.path)
        if own is not None and self.own.takes(own):
            return own
        ways = (way for found in self.others.candidates(sent.segments) for way in found)
        back = [path for way in ways if (path := way.of_another(sent, request.host)) is not None]
        return own if own in back or not back else back[0]


def ways_back(routes: Iterable[Route], upstream: str) -> Node[WayBack]:
    """By every route that leads to the upstream."""
    found: Node[WayBack] = Node()
    for route in routes:
        for way in route.destinations:
            if way.upstream == upstream:
                planted(found, WayBack(route.matcher, way.rewrite))
    return found


def maps_references(route: Route, way: Destination) -> bool:
    return route.maps_links and (way.rewrite is not None or way.host is not None)


def references_of(route: Route, way: Destination, upstream: Upstream, others: Node[WayBack]) -> References:
    origins = {target.origin.encode() for target in upstream.targets}
    if way.host:
        origins |= _both(way.host)
    keeps_host = way.keeps_host and not way.host
    return References(WayBack(route.matcher, way.rewrite), others, frozenset(origins), keeps_host)


def _both(host: bytes) -> frozenset[bytes]:
    return frozenset(origin_of(scheme, host) for scheme in (b"http", b"https"))
