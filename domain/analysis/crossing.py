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
    def __init__(self, owners: Iterable[tuple[Owner, Matcher]]) -> None:
        self._tree: Node[tuple[Owner, Region]] = Node()
        for owner, matcher in owners:
            for region in regions_of(matcher):
                self._tree.leaf(region.segments, open_ended=region.open_ended).append((owner, region))

    def with_region(self, region: Region) -> Iterator[Shared[Owner]]:
        """In no order. An owner with several hosts may come several times."""
        for owner, own in self._found(region):
            common = meeting(own, region)
            if common is not None:
                yield Shared(owner, own, common)

    def _found(self, region: Region) -> Iterator[tuple[Owner, Region]]:
        level = [self._tree]
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
