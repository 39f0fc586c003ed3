"""A tree of segments: which leaves a path leads to, in order of precedence, at a cost that only the path's length sets.

The walk goes down level by level with every node that is still alive, a literal child before the parameter child, so
that each level stands in precedence order. What ends a pattern exactly is found on the last level; open-ended patterns
are met on the way, and the deepest come first.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Leaf = TypeVar("Leaf")


class Node(Generic[Leaf]):
    __slots__ = ("closed", "literals", "open_ended", "parameter")

    def __init__(self) -> None:
        self.literals: dict[bytes, Node[Leaf]] = {}
        self.parameter: Node[Leaf] | None = None
        self.closed: list[Leaf] = []
        self.open_ended: list[Leaf] = []

    def leaf(self, segments: tuple[bytes | None, ...], *, open_ended: bool) -> list[Leaf]:
        """The list of leaves below `segments`, made where it isn't yet."""
        node = self
        for segment in segments:
            node = node.child(segment)
        return node.open_ended if open_ended else node.closed

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
        if segment is not None:
            return self.literals.setdefault(segment, Node())
        if self.parameter is None:
            self.parameter = Node()
        return self.parameter

    def children_for(self, segment: bytes) -> Iterator["Node[Leaf]"]:
        literal = self.literals.get(segment)
        if literal is not None:
            yield literal
        if self.parameter is not None and segment:
            yield self.parameter
