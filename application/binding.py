"""Binding: the routes of a plan, each with what it needs at hand, so that a call looks nothing up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from application.contracts.judges import Judges
from application.identity.credentials import kept_from
from application.identity.doors import Doors
from application.ports.transport import Transport
from application.runtime import BoundRoute
from application.treatment.binding import bound_treatment
from application.upstream.compressing import Compressing
from application.upstream.forwarding import compiled_forwarding
from application.upstream.mirroring import BoundMirror, Flights, Mirroring
from application.upstream.references import References, maps_references, references_of, ways_back
from application.upstream.splitting import BoundDestination, Split
from domain.plan.plan import Destination, Plan, Route
from domain.routing.tree import Node
from domain.routing.way_back import WayBack


@dataclass(frozen=True, slots=True)
class Shared:
    """What the routes of one runtime have in common."""

    plan: Plan
    doors: Doors
    transports: Mapping[str, Transport]
    compressing: Compressing | None
    flights: Flights
    judges: Judges | None = None  # None: no contract is held here
    ways: dict[str, Node[WayBack]] = field(default_factory=dict)  # back from an upstream, made when first asked for


class BoundLate(Sequence[BoundRoute]):
    """The routes of a plan, each bound when it is first asked for: whoever asks a few questions needs few of them."""

    def __init__(self, plan: Plan, shared: Shared) -> None:
        self._routes = plan.routes
        self._shared = shared
        self._bound: dict[int, BoundRoute] = {}

    def __getitem__(self, number: Any) -> Any:
        if number not in self._bound:
            self._bound[number] = bound_route(self._routes[number], self._shared)
        return self._bound[number]

    def __len__(self) -> int:
        return len(self._routes)


def bound_route(route: Route, shared: Shared) -> BoundRoute:
    door = shared.doors.bound(route.door, route.step_up) if route.door else None
    ways = [replace(_way(way, route, shared), references=_references(way, route, shared)) for way in route.destinations]
    mirrors = [
        BoundMirror(mirror, shared.transports[mirror.upstream], kept_from(shared.plan, route, mirror.upstream))
        for mirror in route.mirrors
    ]
    mirroring = Mirroring(mirrors, shared.flights) if mirrors else None
    fence = shared.doors.fence(route.fence) if route.fence else None
    gone_at = route.deprecated.gone_at if route.deprecated else None
    parts = {name: _way(way, route, shared) for name, way in route.composed.ways.items()} if route.composed else {}
    compressing = shared.compressing if route.compresses else None
    treatment = bound_treatment(route, shared.judges, parts, compressing)
    return BoundRoute(route, door, Split(ways), mirroring, fence, treatment, gone_at)


def _way(way: Destination, route: Route, shared: Shared) -> BoundDestination:
    plan = shared.plan
    introduction = plan.upstreams[way.upstream].introduction
    kept = kept_from(plan, route, way.upstream)
    forwarding = compiled_forwarding(way, plan.server, introduction, has_cors=route.cors is not None, kept=kept)
    compressing = shared.compressing if route.compresses else None
    return BoundDestination(way, shared.transports[way.upstream], forwarding, compressing)


def _references(way: Destination, route: Route, shared: Shared) -> References | None:
    if not maps_references(route, way):
        return None
    if way.upstream not in shared.ways:
        shared.ways[way.upstream] = ways_back(shared.plan.routes, way.upstream)
    return references_of(route, way, shared.plan.upstreams[way.upstream], shared.ways[way.upstream])
