"""Conditions: what a route asks of a request's host, headers and query, as a sentence and as OpenAPI's parameters."""

from collections.abc import Iterator, Sequence

from application.description.markdown import code
from domain.plan.plan import Route
from domain.routing.matcher import Matcher

Key = tuple[str, str]  # "header" or "query", and the name

# A tool must ignore parameters of these names (OpenAPI 3.1.1, 4.8.12.2.1); the sentence still says them.
_IGNORED: frozenset[Key] = frozenset(("header", name) for name in ("accept", "authorization", "content-type"))


def is_conditional(matcher: Matcher) -> bool:
    return bool(matcher.hosts or matcher.headers or matcher.query)


def conditions(matcher: Matcher) -> str:
    """One sentence; empty where every request of this method and path will do."""
    parts = [f"{place} {code(name)} is {code(value)}" for (place, name), value in _wanted(matcher)]
    parts += [f"there is no header {code(name.decode('latin-1'))}" for name, value in matcher.headers if value is None]
    if matcher.hosts:
        parts.insert(0, "the host is " + " or ".join(map(code, matcher.hosts)))
    return f"Only where {' and '.join(parts)}." if parts else ""


def condition_parameters(routes: Sequence[Route]) -> list[dict[str, object]]:
    """Required is what every one of `routes` asks for; another one chooses among them."""
    asked: dict[Key, dict[str, list[str]]] = {}
    for route in routes:
        for key, value in _wanted(route.matcher):
            asked.setdefault(key, {}).setdefault(value, []).append(route.name)
    return [_parameter(key, asked[key], routes) for key in asked if key not in _IGNORED]


def _wanted(matcher: Matcher) -> Iterator[tuple[Key, str]]:
    yield from (
        (("header", name.decode("latin-1")), value.decode("utf-8", "replace"))
        for name, value in matcher.headers
        if value is not None
    )
    yield from ((("query", name), value) for name, value in matcher.query)


def _parameter(key: Key, values: dict[str, list[str]], routes: Sequence[Route]) -> dict[str, object]:
    place, name = key
    askers = {route for asking in values.values() for route in asking}
    wants = (f"{code(value)} for {', '.join(map(code, dict.fromkeys(asking)))}" for value, asking in values.items())
    return {
        "name": name,
        "in": place,
        "required": all(route.name in askers for route in routes),
        "description": f"Chooses the route: {'; '.join(wants)}.",
        "schema": {"type": "string", "enum": list(values)},
        "example": next(iter(values)),
    }
