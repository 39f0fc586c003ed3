"""Name maps compile: each of another's names is one of ours that is declared, or several."""

import pytest

from domain.identity.names import Names
from domain.plan.name_maps import compile_names, permission_map_faults, role_map_faults
from domain.plan.roles import compile_roles
from tests.unit.domain.builders import codes, role, text, texts

WRITTEN = (("theirs", texts("viewer", "admin")),)
ROLES = compile_roles((role("viewer", "orders:read"), role("admin")), (), [])


def test_no_map_leaves_names_as_they_are() -> None:
    assert compile_names(None) is None


def test_names_that_the_map_does_not_have_are_dropped_unless_it_is_said() -> None:
    ours = {"theirs": frozenset(("viewer", "admin"))}
    assert compile_names(WRITTEN) == compile_names(WRITTEN, text("drop")) == Names(ours, keeps_others=False)
    assert compile_names(WRITTEN, text("keep")) == Names(ours, keeps_others=True)


def test_a_role_that_is_not_declared_is_a_fault() -> None:
    assert codes(list(role_map_faults((("theirs", texts("viewr")),), None, ROLES))) == ["role-unknown"]
    assert codes(list(role_map_faults(WRITTEN, text("keep"), ROLES))) == []


def test_what_becomes_of_unmapped_roles_is_a_question_only_where_there_is_a_map() -> None:
    assert codes(list(role_map_faults(None, text("keep"), ROLES))) == ["role-map-missing"]


@pytest.mark.parametrize(
    ("permission", "found"),
    [
        ("orders:read", []),
        ("orders:write", ["permission-unknown"]),
        ("orders:*", ["permission-malformed"]),
        ("orders", ["permission-malformed"]),
    ],
)
def test_a_permission_is_one_that_is_declared(permission: str, found: list[str]) -> None:
    assert codes(list(permission_map_faults((("theirs", texts(permission)),), ROLES))) == found
    assert codes(list(permission_map_faults(None, ROLES))) == []
