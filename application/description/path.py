"""Paths: our patterns in OpenAPI's spelling.

OpenAPI knows one kind of parameter and forbids two paths that differ only in their parameters' names, so patterns of
one shape share one path: the first route in the file names its parameters. What takes the rest is written as one more
parameter, which is as near as OpenAPI 3.1 comes.
"""

from collections.abc import Sequence

from domain.routing.pattern import Pattern

Shape = tuple[bytes | None, ...]  # None is a parameter; all that OpenAPI can tell apart

ONE_SEGMENT = "One segment of the path."
THE_REST = "The rest of the path: any number of segments, also none."


def shape(pattern: Pattern) -> Shape:
    return (*pattern.segments, None) if pattern.open_ended else pattern.segments


def template(pattern: Pattern) -> str:
    named = iter(names(pattern))
    spelled = (f"{{{next(named)}}}" if segment is None else segment.decode("ascii") for segment in shape(pattern))
    return "/" + "/".join(spelled)


def path_parameters(patterns: Sequence[Pattern]) -> list[dict[str, object]]:
    """Of a path that `patterns`, all of one shape, share; the first one names them."""
    places = range(len(names(patterns[0])))
    return [_parameter(names(patterns[0])[place], [_takes(pattern, place) for pattern in patterns]) for place in places]


def names(pattern: Pattern) -> list[str]:
    """The parameters' names in the order of the path; a prefix gets one for what it takes."""
    found = [name for name, _ in pattern.parameters]
    if not pattern.open_ended:
        return found
    rest = pattern.rest or "rest"
    while rest in found:
        rest += "_"
    return [*found, rest]


def _takes(pattern: Pattern, place: int) -> str:
    return ONE_SEGMENT if place < len(pattern.parameters) else THE_REST


def _parameter(name: str, takes: list[str]) -> dict[str, object]:
    # An example with a slash would be sent encoded, and the gateway refuses encoded slashes.
    guessable = THE_REST in takes or name.lower().endswith("id")
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": " Or: ".join(dict.fromkeys(takes)),
        "schema": {"type": "string"},
        "example": "1" if guessable else f"{name}-1",
    }
