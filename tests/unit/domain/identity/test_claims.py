"""Claims: found by dotted path, read only in the two forms that a list of words may have."""

import pytest

from domain.identity.claims import Claims, claim_at, words_at, words_at_all

NESTED: Claims = {"realm_access": {"roles": ["viewer"]}, "https://shop.example/roles": ["admin"], "n": 0}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("n", 0),
        ("realm_access.roles", ["viewer"]),
        ("https://shop.example/roles", ["admin"]),
        ("absent", None),
        ("realm_access.absent", None),
        ("n.roles", None),
        ("realm_access.roles.0", None),
        ("", None),
        (".", None),
    ],
)
def test_a_dotted_path_descends_into_objects_and_into_nothing_else(path: str, value: object) -> None:
    assert claim_at(NESTED, path) == value


def test_a_claim_whose_name_is_the_whole_path_wins_over_a_descent() -> None:
    assert claim_at({"a.b": "whole", "a": {"b": "descent"}}, "a.b") == "whole"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(["a", "b", "a"], {"a", "b"}, id="a list"),
        pytest.param([], set(), id="an empty list"),
        pytest.param("a b  a", {"a", "b"}, id="words between spaces"),
        pytest.param("", set(), id="an empty string"),
        pytest.param(" ", set(), id="a space"),
        pytest.param("x\u00a0admin x\tadmin", {"x\u00a0admin", "x\tadmin"}, id="white space that is no space"),
        pytest.param(["a b"], {"a b"}, id="a space inside a listed word"),
        pytest.param(None, set(), id="null, which says as little as nothing"),
    ],
)
def test_words_come_as_a_list_or_as_one_string(value: object, words: set[str]) -> None:
    assert words_at({"roles": value}, "roles") == frozenset(words)


@pytest.mark.parametrize(
    "value", [1, 0, True, False, 1.5, {"admin": True}, {}, ["a", 1], [["a"]], [None], ("a",)], ids=repr
)
def test_a_claim_of_another_kind_is_told_apart_from_no_words(value: object) -> None:
    assert words_at({"roles": value}, "roles") is None


def test_an_absent_claim_states_no_words() -> None:
    assert words_at({}, "realm_access.roles") == frozenset()


DOTTED: Claims = {
    "resource_access": {"shop.example": {"roles": ["a"]}, "shop": {"example": {"roles": ["b"]}}},
    "https://shop.example/app": {"plan.name": "gold"},
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("resource_access.shop.example.roles", ["a"]),
        ("resource_access.shop.example", {"roles": ["a"]}),
        ("https://shop.example/app.plan.name", "gold"),
        ("https://shop.example/app.plan", None),
    ],
)
def test_names_may_have_dots_and_the_longest_that_is_there_wins(path: str, value: object) -> None:
    assert claim_at(DOTTED, path) == value


def test_words_are_gathered_from_several_claims() -> None:
    claims = {"a": ["x", "y"], "b": "y z", "n": 1}
    assert words_at_all(claims, ("a", "b", "c")) == frozenset("xyz")
    assert words_at_all(claims, ()) == frozenset()
    assert words_at_all(claims, ("a", "n")) is None
