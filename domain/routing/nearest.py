"""Nearest: of a request that no route takes, the routes that nearly would. A walk over all of them: nobody is waiting.

What a caller most easily gets wrong costs least: the method, a slash at the end, the case of a path; then a header or a
parameter, the host; and most a segment, of which one alone may differ. Of two that cost the same, the one whose
segment looks more like it comes first, then the one that was written first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from domain.message.request import Request
from domain.routing.difference import Difference, Trait, differences, path_differences, takes_host, takes_path
from domain.routing.matcher import Matcher

MOST = 3
_COST = {
    Trait.METHOD: 2,
    Trait.SLASH: 2,
    Trait.CASE: 2,
    Trait.HEADER: 3,
    Trait.QUERY: 3,
    Trait.HOST: 4,
    Trait.SEGMENT: 6,
}


class Matched(Protocol):
    @property
    def matcher(self) -> Matcher: ...


Route = TypeVar("Route", bound=Matched)


@dataclass(frozen=True, slots=True)
class Near(Generic[Route]):
    route: Route
    differences: tuple[Difference, ...]  # one at least


def nearest(routes: Iterable[Route], request: Request, most: int = MOST) -> tuple[Near[Route], ...]:
    found = sorted(_near(routes, request), key=lambda near: _cost(near.differences))  # stable: file order decides last
    return tuple(found[:most])


def _near(routes: Iterable[Route], request: Request) -> Iterator[Near[Route]]:
    segments = request.path.segments
    for route in routes:
        matcher = route.matcher
        found: list[Difference] = []
        if not takes_path(matcher.pattern, segments):
            off = path_differences(matcher.pattern, segments)
            if not off:
                continue
            found.extend(off)
        if not takes_host(matcher, request.host):
            found.append(Difference(Trait.HOST, ", ".join(matcher.hosts), request.host))
        found.extend(differences(matcher, request))
        if found:
            yield Near(route, tuple(found))


def _cost(found: tuple[Difference, ...]) -> float:
    return sum(_COST[one.trait] - (_likeness(one) if one.trait is Trait.SEGMENT else 0.0) for one in found)


def _likeness(one: Difference) -> float:
    """From 0 to 2, by the letters that two texts share at their beginning and at their end."""
    longest = max(len(one.wanted), len(one.given), 1)
    ahead = _shared(one.wanted, one.given)
    left = min(len(one.wanted), len(one.given)) - ahead
    behind = min(_shared(one.wanted[::-1], one.given[::-1]), left)
    return 2 * (ahead + behind) / longest


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
