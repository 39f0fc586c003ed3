"""Roles compile: inheritance is followed to its end, unknown names and circles are faults."""

import pytest

from domain.permissions.permission import Permission
from domain.permissions.role import RoleTable
from domain.plan.roles import compile_roles
from domain.spec.fault import Fault
from domain.spec.identity import RoleSpec
from tests.unit.domain.builders import codes, role, texts

VIEWER = role("viewer", "orders:read")
MANAGER = role("manager", "orders:write", inherits=("viewer",))
OWNER = role("owner", inherits=("manager",))


def compiled(*specs: RoleSpec, declared: tuple[str, ...] = ()) -> tuple[RoleTable, list[Fault]]:
    faults: list[Fault] = []
    return compile_roles(specs, texts(*declared), faults), faults


def test_a_role_has_what_it_inherits_however_far() -> None:
    table, faults = compiled(OWNER, MANAGER, VIEWER)
    assert faults == []
    assert table.roles["owner"].grants == {Permission("orders", "read"), Permission("orders", "write")}
    assert table.roles["owner"].counts_as == {"owner", "manager", "viewer"}


def test_a_role_inherited_in_two_ways_is_inherited_once_and_is_no_circle() -> None:
    table, faults = compiled(VIEWER, MANAGER, role("both", inherits=("viewer", "manager")))
    assert faults == []
    assert table.roles["both"].counts_as == {"both", "manager", "viewer"}


def test_permissions_that_only_tokens_state_are_declared() -> None:
    table, faults = compiled(declared=("tax:file",))
    assert faults == []
    assert table.declared == {Permission("tax", "file")}


def test_an_inherited_role_that_is_declared_nowhere_is_a_fault_with_a_hint() -> None:
    _, [fault] = compiled(VIEWER, role("manager", inherits=("viewr",)))
    assert (fault.code, fault.hint) == ("role-unknown", "did you mean `viewer`?")


@pytest.mark.parametrize(
    ("circle", "links"),
    [
        pytest.param((role("a", inherits=("a",)),), 1, id="a role and itself"),
        pytest.param((role("a", inherits=("b",)), role("b", inherits=("a",))), 2, id="two roles"),
        pytest.param(
            (role("a", inherits=("b", "d")), role("b", inherits=("c",)), role("c", inherits=("a",)), role("d")),
            3,
            id="three roles, and one beside them",
        ),
    ],
)
def test_a_circle_is_a_fault_at_each_of_its_links(circle: tuple[RoleSpec, ...], links: int) -> None:
    _, faults = compiled(*circle)
    assert codes(faults) == ["role-cycle"] * links


def test_a_role_before_a_circle_is_not_part_of_it() -> None:
    _, faults = compiled(role("a", inherits=("a",)), role("before", inherits=("a",)))
    assert [fault.message for fault in faults] == ["role `a` inherits itself through `a`"]


def test_a_permission_that_is_none_is_a_fault_wherever_it_is_written() -> None:
    _, faults = compiled(role("viewer", "orders", "orders:read"), declared=("x:*:y",))
    assert [fault.message for fault in faults] == ["`orders` is not a permission", "`x:*:y` is not a permission"]
