"""Faults: where, what is wrong, what would be right."""

from domain.spec.fault import Fault, nearest, unknown
from domain.spec.place import Place

PLACE = Place("gateway.yaml", 3, 7)


def test_a_fault_prints_as_one_line_that_editors_can_follow() -> None:
    fault = Fault(PLACE, "role-unknown", "role `x` is declared nowhere", "did you mean `y`?")
    assert str(fault) == "gateway.yaml:3:7: role `x` is declared nowhere; did you mean `y`? [role-unknown]"


def test_a_fault_without_a_hint_prints_none() -> None:
    assert (
        str(Fault(PLACE, "routes-empty", "there is no route")) == "gateway.yaml:3:7: there is no route [routes-empty]"
    )


def test_a_misspelt_name_is_hinted_at() -> None:
    assert nearest("manger", ["viewer", "manager"]) == "did you mean `manager`?"


def test_a_name_in_other_letters_is_nearer_than_any_other() -> None:
    assert nearest("post /users", ["list-users", "POST /users"]) == "did you mean `POST /users`?"


def test_where_no_name_is_near_the_known_ones_are_listed() -> None:
    assert nearest("zzz", ["viewer", "manager"]) == "known: `manager`, `viewer`"


def test_a_long_list_of_names_is_cut_off() -> None:
    hint = nearest("zzz", [f"a{number}" for number in range(9)])
    assert hint == "known: `a0`, `a1`, `a2`, `a3`, `a4`, `a5`, `a6`, `a7` …"


def test_where_there_is_no_name_that_is_said() -> None:
    assert nearest("zzz", []) == "none is declared"


def test_an_unknown_name_is_a_fault_of_its_kind() -> None:
    expected = Fault(PLACE, "role-unknown", "role `manger` is declared nowhere", "did you mean `manager`?")
    assert unknown("role", "manger", PLACE, ["manager"]) == expected


def test_a_name_with_a_letter_that_only_looks_like_ours_is_told_so() -> None:
    fault = unknown("upstream", "\N{CYRILLIC SMALL LETTER O}rders\u200b", Place("a", 1, 1), ["orders"])
    assert fault.message.endswith("is declared nowhere, and `\N{CYRILLIC SMALL LETTER O}` is U+043E and `…` is U+200B")
    assert fault.hint == "did you mean `orders`?"


def test_no_message_shows_the_user_and_the_password_of_an_address() -> None:
    for address in ("http://ada:hunter2@orders", "http://ada:hunter2@2@orders/x", "http://ada:hunter2orders"):
        assert "hunter2" not in str(Fault(Place("a", 1, 1), "x-y", f"`{address}` is none"))
    for address in ("http://orders:8080/a", "http://[::1]:8080", "http://orders:${PORT}"):
        assert address in str(Fault(Place("a", 1, 1), "x-y", f"`{address}` is none"))
