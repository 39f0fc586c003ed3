"""Roles: named sets of permissions, with inheritance already followed.

A role that inherits another has its permissions and counts as it: a manager who inherits viewer passes `role: viewer`.
Names are resolved, and cycles refused, when the plan is compiled (domain/plan/roles.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.permissions.permission import Permission
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    counts_as: frozenset[str]  # itself and every role that it inherits, directly or not
    grants: frozenset[Permission]  # its own and the inherited ones
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def may(self, wanted: Permission) -> bool:
        return any(granted.covers(wanted) for granted in self.grants)


@dataclass(frozen=True, slots=True)
class RoleTable:
    roles: Mapping[str, Role]
    declared: frozenset[Permission] = frozenset()  # permissions that only tokens state, no role grants

    def counting_as(self, name: str) -> frozenset[str]:
        """The names of the roles whose holders have the role `name`."""
        return frozenset(role.name for role in self.roles.values() if name in role.counts_as)

    def granting(self, wanted: Permission) -> frozenset[str]:
        """The names of the roles that grant `wanted`."""
        return frozenset(role.name for role in self.roles.values() if role.may(wanted))

    def knows(self, wanted: Permission) -> bool:
        return wanted in self.declared or bool(self.granting(wanted))
