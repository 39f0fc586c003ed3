"""Crossing: which routes have requests in common with a region, without looking at all of them.

A tree of the patterns' segments is walked down every way that the region's own segments leave open. What is found is
asked for its meeting with the region, so that nothing is told that does not share a request.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.analysis.region import Region, meeting, regions_of
from domain.routing.matcher import Matcher
from domain.routing.tree import Node

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Shared(Generic[Owner]):
    owner: Owner
    region: Region  # the owner's own, at one host
    common: Region  # what it has in common with the region that was asked about


class Crossing(Generic[Owner]):
    """A tree for each host, for most routes of another host share nothing."""

    def __init__(self, owners: Iterable[tuple[Owner, Matcher]]) -> None:
        self._trees: dict[str, Node[tuple[Owner, Region]]] = {}
        for owner, matcher in owners:
            for region in regions_of(matcher):
                tree = self._trees.setdefault(region.host, Node())
                tree.leaf(region.segments, open_ended=region.open_ended).append((owner, region))

    def with_region(self, region: Region) -> Iterator[Shared[Owner]]:
        """In no order. An owner with several hosts may come several times."""
        for host in self._hosts(region.host):
            for owner, own in _found(self._trees[host], region):
                common = meeting(own, region)
                if common is not None:
                    yield Shared(owner, own, common)

    def _hosts(self, host: str) -> Iterator[str]:
        """Those that may share a request with `host`."""
        if not host or host.startswith("*."):
            yield from self._trees
            return
        wild = (f"*{host[at:]}" for at, letter in enumerate(host) if letter == "." and at)
        yield from (one for one in ("", host, *wild) if one in self._trees)


def _found(tree: Node[Owner], region: Region) -> Iterator[Owner]:
    level = [tree]
    for segment in region.segments:
        for node in level:
            yield from node.open_ended or ()
        level = [child for node in level for child in _children(node, segment)]
    for node in level:
        yield from _all_below(node) if region.open_ended else _here(node)


def _children(node: Node[Owner], segment: bytes | None) -> Iterator[Node[Owner]]:
    if segment is not None:
        yield from node.children_for(segment)
        return
    if node.parameter is not None:
        yield node.parameter
    yield from (child for literal, child in (node.literals or {}).items() if literal)


def _here(node: Node[Owner]) -> Iterator[Owner]:
    yield from node.closed or ()
    yield from node.open_ended or ()


def _all_below(node: Node[Owner]) -> Iterator[Owner]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield from _here(one)
        waiting.extend((one.literals or {}).values())
        if one.parameter is not None:
            waiting.append(one.parameter)
