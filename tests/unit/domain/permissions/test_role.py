"""Roles: who counts as whom, and who grants what."""

from domain.permissions.permission import Permission
from domain.permissions.role import Role, RoleTable

READ, WRITE, TAX = Permission("orders", "read"), Permission("orders", "write"), Permission("tax", "file")
VIEWER = Role("viewer", frozenset(("viewer",)), frozenset((READ,)))
MANAGER = Role("manager", frozenset(("viewer", "manager")), frozenset((READ, WRITE)))
ADMIN = Role("admin", frozenset(("admin",)), frozenset((Permission("*", "*"),)))
TABLE = RoleTable({one.name: one for one in (VIEWER, MANAGER, ADMIN)}, frozenset((TAX,)))


def test_a_heir_counts_as_the_role_it_inherits() -> None:
    assert TABLE.counting_as("viewer") == {"viewer", "manager"}


def test_a_role_does_not_count_as_its_heir() -> None:
    assert TABLE.counting_as("manager") == {"manager"}


def test_nobody_counts_as_a_role_that_is_not_declared() -> None:
    assert TABLE.counting_as("owner") == frozenset()


def test_a_permission_is_granted_by_every_role_that_covers_it() -> None:
    assert TABLE.granting(WRITE) == {"manager", "admin"}


def test_a_permission_is_known_by_being_granted_or_declared() -> None:
    without_admin = RoleTable({"viewer": VIEWER}, frozenset((TAX,)))
    assert [without_admin.knows(one) for one in (READ, TAX, WRITE)] == [True, True, False]
