"""Roles: named sets of permissions, with inheritance already followed.

A role that inherits another has its permissions and counts as it: a manager who inherits viewer passes `role: viewer`.
Names are resolved, and cycles refused, when the plan is compiled (domain/plan/roles.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.permissions.permission import Permission
from domain.spec.place import Place

Member = TypeVar("Member", str, Permission)
_NO_ROLE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    counts_as: frozenset[str]  # itself and every role that it inherits, directly or not
    grants: frozenset[Permission]  # its own and the inherited ones
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Turned round once, when it is made: thousands of routes ask who has which role, and who grants what."""

    roles: Mapping[str, Role]
    declared: frozenset[Permission] = frozenset()  # permissions that only tokens state, no role grants
    _counting: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _granting: Mapping[Permission, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        each = self.roles.values()
        object.__setattr__(self, "_counting", _turned((role.name, role.counts_as) for role in each))
        object.__setattr__(self, "_granting", _turned((role.name, role.grants) for role in each))

    def counting_as(self, name: str) -> frozenset[str]:
        """The names of the roles whose holders have the role `name`."""
        return self._counting.get(name, _NO_ROLE)

    def granting(self, wanted: Permission) -> frozenset[str]:
        """The names of the roles that grant `wanted`: it, or one of the three that cover it."""
        return _NO_ROLE.union(*(self._granting.get(one, _NO_ROLE) for one in wanted.covering()))

    def knows(self, wanted: Permission) -> bool:
        return wanted in self.declared or bool(self.granting(wanted))


def _turned(sets: Iterable[tuple[str, frozenset[Member]]]) -> dict[Member, frozenset[str]]:
    """The names of the sets that have it, by member."""
    names: dict[Member, set[str]] = {}
    for name, members in sets:
        for member in members:
            names.setdefault(member, set()).add(name)
    return {member: frozenset(having) for member, having in names.items()}
