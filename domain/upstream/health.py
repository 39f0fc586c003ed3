"""Health: when is a target so ill that calls to it should pause?

Two signs: several failures in a row, and a high share of failures among the latest calls; without the second, a target
that fails four times of five but never five times in a row would be called for ever. Counts only; no clock.
"""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BreakerTerms:
    failures: int = 5  # in a row
    cooldown: float = 10.0  # seconds
    window: int = 20  # latest calls that the share is taken of
    share: float = 0.5


class Health:
    __slots__ = ("_failed", "_in_a_row", "_latest", "_most", "_terms")

    def __init__(self, terms: BreakerTerms) -> None:
        self._terms = terms
        self._in_a_row = 0
        self._latest: deque[bool] = deque()
        self._failed = 0  # of the latest
        self._most = terms.share * terms.window

    def record(self, *, failed: bool) -> None:
        self._in_a_row = self._in_a_row + 1 if failed else 0
        self._failed += failed
        self._latest.append(failed)
        if len(self._latest) > self._terms.window:
            self._failed -= self._latest.popleft()

    @property
    def is_ill(self) -> bool:
        if not self._failed:
            return False
        full = len(self._latest) == self._terms.window
        return self._in_a_row >= self._terms.failures or (full and self._failed >= self._most)

    @property
    def is_steady(self) -> bool:
        """Whether one more success would change nothing."""
        return not self._failed and len(self._latest) == self._terms.window

    def reset(self) -> None:
        self._in_a_row = self._failed = 0
        self._latest.clear()
