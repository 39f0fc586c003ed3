"""Samples: the few generic requests of a region, from which everything about routing in it can be told.

A generic request says what its region says, and else nothing that any table knows: new words for open segments, a new
name for an open host, no further query, and no further header, save where a table asks that a header is not there: then
one request is without it, and one has a value of it that no table knows.

Why that is exact. Be r any request of the region, g the generic one with its method, and with a rest as long (or longer
than any pattern, as the rest of r is). A route that takes g takes r: where g has a new word, that route has a parameter
or its open end; where g has a new host, a wildcard above or none; and it asks for no header or query that is not the
region's own. So no more routes compete for g than for r, and as the order of precedence looks at the routes alone,
whoever wins r and takes g wins g. Hence: a route can be reached in a region if and only if it wins one of the generic
requests of what it and the region have in common; and nobody takes some request of the region if and only if nobody
takes one of the region's own. For several tables at once the same holds, with a vocabulary of all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from urllib.parse import quote

from domain.analysis.region import Region
from domain.analysis.vocabulary import USUAL, Vocabulary
from domain.message.headers import Header
from domain.message.path import Path
from domain.message.request import Request


@dataclass(frozen=True, slots=True)
class Sample:
    method: str
    host: str
    segments: tuple[bytes, ...]
    headers: tuple[Header, ...] = ()  # beside Host
    query: bytes = b""

    @property
    def path(self) -> bytes:
        return b"/" + b"/".join(self.segments)

    @property
    def target(self) -> bytes:
        return self.path + (b"?" + self.query if self.query else b"")

    def request(self, client: str = "127.0.0.1") -> Request:
        return Request(
            id="sample",
            method=self.method,
            path=Path(self.path, self.segments),
            host=self.host,
            headers=[(b"host", self.host.encode()), *self.headers],
            query=self.query,
            client=client,
        )

    def by(self, method: str) -> "Sample":
        return replace(self, method=method)

    def __str__(self) -> str:
        told = "".join(f" [{name.decode()}: {value.decode('utf-8', 'replace')}]" for name, value in self.headers)
        return f"{self.method} http://{self.host}{self.target.decode()}{told}"


def samples(region: Region, words: Vocabulary, *, every_method: bool = False) -> Iterator[Sample]:
    """All of them, the shortest first. Where every method is taken: one that no table names, for it competes with
    fewest; with `every_method` also each that a table does name, for whoever asks about all that is taken."""
    host = words.new_host(region.host) if region.host.startswith("*.") else region.host or words.new_host()
    asked = [(name, value) for name, value in region.headers if value is not None]
    others = tuple(header for header in asked if header[0] != b"host")
    host = dict(asked).get(b"host", host.encode()).decode()  # a route may ask for it as for any header
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in region.query).encode()
    further = list(_further(region, words))
    for segments in _paths(region, words):
        for method in _methods(region, words, every_method=every_method):
            yield from (Sample(method, host, segments, (*others, *more), query) for more in further)


def _further(region: Region, words: Vocabulary) -> Iterator[tuple[Header, ...]]:
    """Of headers that some table asks not to be there: without them, and with values that none knows."""
    names = sorted(words.absent - {name for name, _ in region.headers})
    for size in range(len(names) + 1):
        yield from (tuple((name, words.new_value()) for name in some) for some in combinations(names, size))


def _methods(region: Region, words: Vocabulary, *, every_method: bool) -> list[str]:
    if region.methods:
        return sorted(region.methods, key=_unusual)
    return (
        [*sorted({*words.methods, "GET"}, key=_unusual), words.new_method()] if every_method else [words.new_method()]
    )


def _unusual(method: str) -> tuple[int, str]:
    return (USUAL.index(method) if method in USUAL else len(USUAL), method)


def _paths(region: Region, words: Vocabulary) -> Iterator[tuple[bytes, ...]]:
    """What is open-ended goes on with rests of every length up to one that no pattern is as long as; each also with a
    slash at its end."""
    fixed = tuple(words.new_segment(at) if segment is None else segment for at, segment in enumerate(region.segments))
    if not region.open_ended:
        yield fixed
        return
    if fixed:
        yield fixed
    for length in range(1, max(words.deepest - len(fixed), 0) + 2):
        rest = tuple(words.new_segment(len(fixed) + at) for at in range(length))
        yield (*fixed, *rest)
        yield (*fixed, *rest[:-1], b"")
