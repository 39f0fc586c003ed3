"""Regions: sets of requests, as a matcher describes one at one of its hosts; and what two of them have in common.

A region fixes some segments of the path, and leaves others open; the same of host, method, header and query. Two
regions meet in a region again, or not at all: so what two routes share can be said exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from domain.routing.matcher import Matcher

Segments = tuple[bytes | None, ...]  # None: any segment that is not empty
Pairs = tuple[tuple[bytes, bytes | None], ...]
Queries = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Region:
    segments: Segments
    open_ended: bool = False  # whatever may follow, or nothing
    host: str = ""  # a name, `*.name`, or "" for any
    methods: frozenset[str] = frozenset()  # none: every method
    headers: Pairs = ()  # these exactly once, or (None) never, and whatever else
    query: Queries = ()

    def takes_path(self, segments: tuple[bytes, ...]) -> bool:
        wanted = self.segments
        if len(segments) < len(wanted) or (len(segments) > len(wanted) and not self.open_ended):
            return False
        return all(bool(given) if one is None else given == one for one, given in zip(wanted, segments, strict=False))


def regions_of(matcher: Matcher) -> Iterator[Region]:
    """One a host."""
    pattern = matcher.pattern
    for host in matcher.hosts or ("",):
        yield Region(
            pattern.segments, pattern.open_ended, host, matcher.methods, tuple(matcher.headers), tuple(matcher.query)
        )


def meeting(one: Region, other: Region) -> Region | None:
    """The requests of both; None where there are none."""
    host = _host(one.host, other.host)
    methods = one.methods & other.methods if one.methods and other.methods else one.methods | other.methods
    segments = _segments(one, other)
    headers, query = dict(one.headers + other.headers), dict(one.query + other.query)
    if host is None or segments is None or (not methods and (one.methods or other.methods)):
        return None
    if any(headers[name] != value for name, value in one.headers) or any(
        query[key] != value for key, value in one.query
    ):
        return None
    is_open = one.open_ended and other.open_ended
    return Region(segments, is_open, host, methods, tuple(headers.items()), tuple(query.items()))


def _segments(one: Region, other: Region) -> Segments | None:
    shorter, longer = sorted((one, other), key=lambda region: len(region.segments))
    if len(shorter.segments) < len(longer.segments) and not shorter.open_ended:
        return None
    found: list[bytes | None] = []
    for at, (mine, theirs) in enumerate(zip_longest(shorter.segments, longer.segments)):
        if at >= len(shorter.segments) or mine == theirs:
            found.append(theirs)
        elif (mine and theirs) or mine == b"" or theirs == b"":
            return None
        else:
            found.append(mine or theirs)
    return tuple(found)


def _host(one: str, other: str) -> str | None:
    if not one or not other or one == other:
        return one or other
    if one.startswith("*.") and is_below(other, one):
        return other
    return one if other.startswith("*.") and is_below(one, other) else None


def is_below(host: str, wildcard: str) -> bool:
    """Whether all that `host` takes is below `*.name`."""
    return host.removeprefix("*").endswith(wildcard[1:]) and len(host) > len(wildcard) - 1
