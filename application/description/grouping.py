"""Grouping: which routes OpenAPI must describe together, and which of them a request can reach."""

from collections.abc import Iterable, Iterator, Sequence

from application.description.condition import is_conditional
from application.description.operation import ANY_METHOD
from application.description.path import Shape, shape
from domain.plan.plan import Route
from domain.routing.precedence import Rank, rank


def by_path(routes: Iterable[Route]) -> dict[Shape, list[Route]]:
    """Both the paths and the routes of each in the order of the file."""
    grouped: dict[Shape, list[Route]] = {}
    for route in routes:
        grouped.setdefault(shape(route.matcher.pattern), []).append(route)
    return grouped


def by_method(routes: Sequence[Route]) -> dict[str, list[Route]]:
    """Of routes at one path: for each method that one of them takes, those a request can reach, first tried first."""
    methods = dict.fromkeys(method for route in routes for method in _methods(route))
    ranked = sorted(routes, key=_rank)
    return {method: list(_reachable(method, ranked)) for method in methods}


def _methods(route: Route) -> Sequence[str]:
    named = route.matcher.methods
    return (
        [method for method in ANY_METHOD if method in named] + sorted(named - set(ANY_METHOD)) if named else ANY_METHOD
    )


def _reachable(method: str, ranked: Iterable[Route]) -> Iterator[Route]:
    """Nothing reaches the route behind one of the same pattern that asks for nothing more."""
    closed: set[tuple[Shape, bool]] = set()
    for route in ranked:
        pattern = route.matcher.pattern
        key = (pattern.segments, pattern.open_ended)
        if route.matcher.takes_method(method) and key not in closed:
            yield route
            if not is_conditional(route.matcher):
                closed.add(key)


def _rank(route: Route) -> Rank:
    return min(rank(route.matcher, host, route.number) for host in route.matcher.hosts or ("",))
