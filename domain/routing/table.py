"""The compiled route table: from a request to its route, or to 404 or 405.

Exact paths are found by a dict, the rest by a tree, both once a host; the cost of a match does not grow with the number
of routes. Order is precedence.py's: host, path, then the routes at one path in their rank.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.message.reason import METHOD_NOT_ALLOWED, ROUTE_UNKNOWN
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.precedence import rank_at_a_path
from domain.routing.tree import Node

Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Target]):
    matcher: Matcher
    order: int  # place in the file
    route: Target


@dataclass(frozen=True, slots=True)
class Match(Generic[Target]):
    route: Target
    parameters: dict[str, str]


class _Paths(Generic[Target]):
    """The routes of one host."""

    __slots__ = ("exact", "tree")

    def __init__(self) -> None:
        self.exact: dict[bytes, list[Entry[Target]]] = {}
        self.tree: Node[Entry[Target]] = Node()

    def add(self, entry: Entry[Target]) -> None:
        pattern = entry.matcher.pattern
        if pattern.is_exact:
            path = b"".join(b"/" + (segment or b"") for segment in pattern.segments)
            entries = self.exact.setdefault(path, [])
        else:
            entries = self.tree.leaf(pattern.segments, open_ended=pattern.open_ended)
        entries.append(entry)
        entries.sort(key=lambda one: rank_at_a_path(one.matcher, one.order))

    def candidates(self, request: Request) -> Iterator[list[Entry[Target]]]:
        path = request.path
        exact = self.exact.get(path.raw)
        if exact is not None:
            yield exact
        yield from self.tree.candidates(path.segments)


class RouteTable(Generic[Target]):
    __slots__ = ("_any", "_exact", "_wild")

    def __init__(self, entries: Iterable[Entry[Target]]) -> None:
        self._any: _Paths[Target] = _Paths()
        self._exact: dict[str, _Paths[Target]] = {}
        self._wild: dict[str, _Paths[Target]] = {}  # by what follows the `*`: `.example`
        for entry in entries:
            for host in entry.matcher.hosts or ("",):
                self._paths_of(host).add(entry)

    def match(self, request: Request) -> Match[Target] | Refusal:
        allowed: set[str] = set()
        for entries in self._candidates(request):
            for entry in entries:
                matcher = entry.matcher
                if not matcher.takes_rest_of(request):
                    continue
                if matcher.takes_method(request.method):
                    return Match(entry.route, matcher.pattern.values(request.path.segments))
                allowed |= matcher.methods
        return _refused(allowed)

    def _candidates(self, request: Request) -> Iterator[list[Entry[Target]]]:
        for paths in self._hosts(request.host):
            yield from paths.candidates(request)

    def _hosts(self, host: str) -> Iterator[_Paths[Target]]:
        if host in self._exact:
            yield self._exact[host]
        if self._wild:
            dots = (at for at, letter in enumerate(host) if letter == "." and at)
            yield from (self._wild[host[at:]] for at in dots if host[at:] in self._wild)
        yield self._any

    def _paths_of(self, host: str) -> _Paths[Target]:
        if not host:
            return self._any
        if host.startswith("*."):
            return self._wild.setdefault(host[1:], _Paths())
        return self._exact.setdefault(host, _Paths())


def _refused(allowed: set[str]) -> Refusal:
    if not allowed:
        return Refusal(ROUTE_UNKNOWN)
    methods = ", ".join(sorted(allowed))
    return Refusal(METHOD_NOT_ALLOWED, f"allowed: {methods}", ((b"allow", methods.encode()),))
