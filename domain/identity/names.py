"""Names: an issuer's words for roles and permissions, and ours.

One of theirs may stand for several of ours. What stands for none is dropped unless the configuration keeps it: an
issuer's `admin` need not be ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    ours: Mapping[str, frozenset[str]]  # by the issuer's name
    keeps_others: bool = False

    def translated(self, words: frozenset[str]) -> frozenset[str]:
        others = words - self.ours.keys() if self.keeps_others else frozenset[str]()
        return others.union(*(self.ours[word] for word in words if word in self.ours))

    def theirs(self, word: str) -> str:
        """A name that the issuer would use for one of ours; the same where none is mapped to it."""
        return next((theirs for theirs, ours in self.ours.items() if word in ours), word)
