"""Role maps compile: each of another's names is one of ours that is declared, or several."""

from domain.identity.role_names import RoleNames
from domain.plan.role_maps import role_map_faults, role_names
from tests.unit.domain.builders import codes, text, texts

WRITTEN = (("theirs", texts("viewer", "admin")),)


def test_no_map_leaves_names_as_they_are() -> None:
    assert role_names(None, None) is None


def test_names_that_the_map_does_not_have_are_dropped_unless_it_is_said() -> None:
    ours = {"theirs": frozenset(("viewer", "admin"))}
    assert role_names(WRITTEN, None) == role_names(WRITTEN, text("drop")) == RoleNames(ours, keeps_others=False)
    assert role_names(WRITTEN, text("keep")) == RoleNames(ours, keeps_others=True)


def test_a_role_that_is_not_declared_is_a_fault() -> None:
    assert codes(list(role_map_faults(WRITTEN, None, ("viewer",)))) == ["role-unknown"]
    assert codes(list(role_map_faults(WRITTEN, text("keep"), ("viewer", "admin")))) == []


def test_what_becomes_of_unmapped_roles_is_a_question_only_where_there_is_a_map() -> None:
    assert codes(list(role_map_faults(None, text("keep"), ()))) == ["role-map-missing"]
