"""Role names: an issuer's words for roles, and ours.

One of theirs may stand for several of ours. What stands for none is dropped unless the configuration keeps it: an
issuer's `admin` need not be ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleNames:
    ours: Mapping[str, frozenset[str]]  # by the issuer's name
    keeps_others: bool = False

    def translated(self, roles: frozenset[str]) -> frozenset[str]:
        others = roles - self.ours.keys() if self.keeps_others else frozenset[str]()
        return others.union(*(self.ours[role] for role in roles if role in self.ours))

    def theirs(self, role: str) -> str:
        """A name that the issuer would use for one of ours; the same where none is mapped to it."""
        return next((theirs for theirs, ours in self.ours.items() if role in ours), role)
