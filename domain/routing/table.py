"""The compiled route table: from a request to its route, or to 404 or 405.

Exact paths are found by a dict, the rest by a tree, both once a host; the cost of a match does not grow with the number
of routes. Order is precedence.py's: host, path, then the routes at one path in their rank. What is allowed instead is
asked for after nothing was found, and not on every request's way.
"""

from collections.abc import Iterable, Iterator
from typing import Generic

from domain.message.reason import METHOD_NOT_ALLOWED, ROUTE_UNKNOWN, VERSION_UNKNOWN
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.routing.entry import Entry, Match, Target, maybe_fitting
from domain.routing.matcher import other_value
from domain.routing.precedence import rank_at_a_path
from domain.routing.tree import Node

_UNKNOWN = Refusal(ROUTE_UNKNOWN)

__all__ = ["Entry", "Match", "RouteTable"]


class _Paths(Generic[Target]):
    """The routes of one host."""

    __slots__ = ("exact", "host", "tree")

    def __init__(self, host: str = "") -> None:
        self.host = host  # as written
        self.exact: dict[bytes, list[Entry[Target]]] = {}
        self.tree: Node[Entry[Target]] = Node()

    def add(self, entry: Entry[Target]) -> None:
        pattern = entry.matcher.pattern
        if pattern.is_exact:
            path = b"".join(b"/" + (segment or b"") for segment in pattern.segments)
            self.exact.setdefault(path, []).append(entry)
        else:
            self.tree.leaf(pattern.segments, open_ended=pattern.open_ended).append(entry)

    def maybe_match(self, request: Request) -> Match[Target] | None:
        path = request.path
        exact = self.exact.get(path.raw)
        entry = maybe_fitting(exact, request) if exact else None
        if entry is None:
            closed, opened, is_only_way = self.tree.straight(path.segments)
            entry = maybe_fitting(closed, request) if closed else None
            if entry is None and opened and is_only_way:
                entry = maybe_fitting(opened, request)
            if entry is None and (opened or not is_only_way):
                entry = self._maybe_walked(request)
            if entry is None:
                return None
        return entry.whole or Match(entry.route, entry.matcher.pattern.values(path.segments))

    def _maybe_walked(self, request: Request) -> Entry[Target] | None:
        """Down every way, from the first candidate on."""
        fitting = (maybe_fitting(entries, request) for entries in self.tree.candidates(request.path.segments))
        return next(filter(None, fitting), None)

    def candidates(self, request: Request) -> Iterator[Entry[Target]]:
        """Every route that host and path lead to, in order of precedence."""
        yield from self.exact.get(request.path.raw, ())
        for entries in self.tree.candidates(request.path.segments):
            yield from entries


class RouteTable(Generic[Target]):
    __slots__ = ("_any", "_exact", "_version", "_wild")

    def __init__(self, entries: Iterable[Entry[Target]], version: bytes | None = None) -> None:
        """`version` is the header by which calls name one."""
        self._version = version
        self._any: _Paths[Target] = _Paths()
        self._exact: dict[str, _Paths[Target]] = {}
        self._wild: dict[str, _Paths[Target]] = {}  # by what follows the `*`: `.example`
        # In the order of their rank, so that those at one path stand in it; sorting at each path would be quadratic.
        for entry in sorted(entries, key=lambda one: rank_at_a_path(one.matcher, one.order)):
            for host in entry.matcher.hosts or ("",):
                self._paths_of(host).add(entry)

    def match(self, request: Request) -> Match[Target] | Refusal:
        paths = self._exact.get(request.host)
        found = paths.maybe_match(request) if paths else None
        if found is None and self._wild:
            found = self._maybe_wild(request)
        return found or self._any.maybe_match(request) or self._refused(request)

    def led_to(self, request: Request) -> Iterator[Entry[Target]]:
        """Every route that host and path lead to, in order of precedence: the first that takes the request has it."""
        return (entry for paths in self._hosts(request.host) for entry in paths.candidates(request))

    def _maybe_wild(self, request: Request) -> Match[Target] | None:
        for paths in self._wildcards(request.host):
            found = paths.maybe_match(request)
            if found is not None:
                return found
        return None

    def _wildcards(self, host: str) -> list[_Paths[Target]]:
        """The longest first."""
        found = []
        at = host.find(".", 1)
        while at > 0:
            paths = self._wild.get(host[at:])
            if paths is not None:
                found.append(paths)
            at = host.find(".", at + 1)
        return found

    def candidates(self, request: Request) -> Iterator[tuple[str, Entry[Target]]]:
        """Every route that host and path lead to, in order of precedence, each once; with the host, "" for any."""
        seen: set[int] = set()
        for paths in self._hosts(request.host):
            for entry in paths.candidates(request):
                if entry.order not in seen:
                    seen.add(entry.order)
                    yield paths.host, entry

    def _hosts(self, host: str) -> list[_Paths[Target]]:
        exact = self._exact.get(host)
        return [*([exact] if exact else []), *self._wildcards(host), self._any]

    def _refused(self, request: Request) -> Refusal:
        """405 where the method alone was wrong for at least one route."""
        fitting = (one.matcher for one in self.led_to(request))
        allowed = {method for matcher in fitting if matcher.takes_rest_of(request) for method in matcher.methods}
        if not allowed:
            return self._maybe_of_another_version(request) or _UNKNOWN
        methods = ", ".join(sorted(allowed))
        return Refusal(METHOD_NOT_ALLOWED, f"allowed: {methods}", ((b"allow", methods.encode()),))

    def _maybe_of_another_version(self, request: Request) -> Refusal | None:
        """Where the version alone was wrong, or is missing and there is none by default."""
        if self._version is None:
            return None
        matchers = [one.matcher for one in self.led_to(request)]
        found = (other_value(one, request, self._version) for one in matchers if one.takes_method(request.method))
        known = sorted({value.decode("utf-8", "replace") for value in found if value is not None})
        why = f"by the header {self._version.decode('latin-1')}: {', '.join(known)}"
        return Refusal(VERSION_UNKNOWN, why, members={"versions": known}) if known else None

    def _paths_of(self, host: str) -> _Paths[Target]:
        if not host:
            return self._any
        hosts, name = (self._wild, host[1:]) if host.startswith("*.") else (self._exact, host)
        if name not in hosts:
            hosts[name] = _Paths(host)
        return hosts[name]
