"""Balancing: which target next. Smooth weighted round robin, as nginx does it.

Every target gains its weight; the richest is taken and pays the total. So a weight of 9 beside 1 spreads its turns
instead of taking nine in a row, and there is no randomness to test around.
"""

from collections.abc import Sequence


class RoundRobin:
    __slots__ = ("_credit", "_total", "_weights")

    def __init__(self, weights: Sequence[int]) -> None:
        self._weights = tuple(weights)
        self._credit = [0] * len(self._weights)
        self._total = sum(self._weights)

    def order(self) -> list[int]:
        """Numbers of targets: the one whose turn it is, then the others in the order in which they would follow."""
        if len(self._weights) == 1:
            return [0]
        self._credit = [credit + weight for credit, weight in zip(self._credit, self._weights, strict=True)]
        ranked = sorted(range(len(self._weights)), key=lambda number: -self._credit[number])
        self._credit[ranked[0]] -= self._total
        return ranked

    def turn(self) -> int:
        """The number of the one whose turn it is; those of weight 0 have none."""
        if len(self._weights) == 1:
            return 0
        credit = self._credit = [credit + weight for credit, weight in zip(self._credit, self._weights, strict=True)]
        richest = max(range(len(credit)), key=credit.__getitem__)
        credit[richest] -= self._total
        return richest
