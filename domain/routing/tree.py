"""A tree of segments: which leaves a path leads to, in order of precedence, at a cost that only the path's length sets.

The walk goes down level by level with every node that is still alive, a literal child before the parameter child, so
that each level stands in precedence order. What ends a pattern exactly is found on the last level; open-ended patterns
are met on the way, and the deepest come first. Most paths have one way down, or are found on the first: `straight`
goes that one alone.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Leaf = TypeVar("Leaf")


class Node(Generic[Leaf]):
    """What it does not have is None: a table of 100,000 routes has as many nodes, and most have one thing."""

    __slots__ = ("closed", "literals", "open_ended", "parameter")

    def __init__(self) -> None:
        self.literals: dict[bytes, Node[Leaf]] | None = None
        self.parameter: Node[Leaf] | None = None
        self.closed: list[Leaf] | None = None
        self.open_ended: list[Leaf] | None = None

    def leaf(self, segments: tuple[bytes | None, ...], *, open_ended: bool) -> list[Leaf]:
        """The list of leaves below `segments`, made where it isn't yet."""
        node = self
        for segment in segments:
            node = node.child(segment)
        leaves = node.open_ended if open_ended else node.closed
        if leaves is None:
            leaves = []
            if open_ended:
                node.open_ended = leaves
            else:
                node.closed = leaves
        return leaves

    def straight(self, segments: tuple[bytes, ...]) -> tuple[list[Leaf] | None, list[Leaf] | None, bool]:
        """Down one way, a literal before a parameter: its closed leaves, before which no others come; its deepest
        open-ended ones; and whether it was the only way, so that these come next."""
        node = self
        opened = self.open_ended
        is_only_way = True
        for segment in segments:
            following = node.literals.get(segment) if node.literals else None
            if following is None:
                following = node.parameter
                if following is None or not segment:
                    return None, opened, is_only_way
            elif node.parameter is not None:
                is_only_way = is_only_way and not segment
            node = following
            opened = node.open_ended or opened
        return node.closed, opened, is_only_way

    def candidates(self, segments: tuple[bytes, ...]) -> Iterator[list[Leaf]]:
        """Lists of leaves that the path leads to, the most specific first."""
        level = [self]
        passed = [self.open_ended]
        for segment in segments:
            level = [child for node in level for child in node.children_for(segment)]
            if not level:
                break
            passed.extend(node.open_ended for node in reversed(level))
        else:
            yield from (node.closed for node in level if node.closed)
        yield from (leaves for leaves in reversed(passed) if leaves)

    def child(self, segment: bytes | None) -> "Node[Leaf]":
        if segment is None:
            self.parameter = self.parameter or Node()
            return self.parameter
        if self.literals is None:
            self.literals = {}
        if segment not in self.literals:
            self.literals[segment] = Node()
        return self.literals[segment]

    def children_for(self, segment: bytes) -> Iterator["Node[Leaf]"]:
        literal = self.literals.get(segment) if self.literals else None
        if literal is not None:
            yield literal
        if self.parameter is not None and segment:
            yield self.parameter
