"""A memory bounded in number, by two generations: when the young one is full it becomes the old one.

What is asked for lives on; what is not is dropped without a list of who was asked for last (docs/decisions/0062).
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Generations(Generic[K, V]):
    __slots__ = ("_most", "_old", "_young")

    def __init__(self, most: int) -> None:
        """`most` of both generations together; at least two."""
        self._most = max(1, most // 2)  # of one
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def recall(self, key: K) -> V | None:
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.remember(key, found)
        return found

    def remember(self, key: K, value: V) -> None:
        if len(self._young) >= self._most and key not in self._young:
            self._old, self._young = self._young, {}
        self._young[key] = value
