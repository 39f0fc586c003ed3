"""Subjects in addresses, and roles in answers: nobody's name leads elsewhere, and nothing is guessed."""

import pytest

from domain.identity.issuer import Secret
from domain.identity.role_lookup import RoleLookup

LOOKUP = RoleLookup("auth", "https://auth.example/{credential}/subjects/{subject}/roles", token=Secret("hunter2"))


@pytest.mark.parametrize(
    ("subject", "segment"),
    [
        ("ada", "ada"),
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("ada?x=1#y", "ada%3Fx%3D1%23y"),
        ("auth0|12 3", "auth0%7C12%203"),
        ("ada@shop.example", "ada%40shop.example"),
        ("é", "%C3%A9"),
        ("a\r\nb", "a%0D%0Ab"),
        ("%2e%2e", "%252e%252e"),
        ("{credential}", "%7Bcredential%7D"),
        ("...", "..."),
    ],
)
def test_a_subject_stays_in_its_segment(subject: str, segment: str) -> None:
    assert LOOKUP.address(subject, "main") == f"https://auth.example/main/subjects/{segment}/roles"


def test_a_subject_of_usual_length_has_an_address() -> None:
    assert LOOKUP.address("a" * 1024, "main") is not None


@pytest.mark.parametrize("subject", [".", "..", "a" * 1025, "\ud800"])
def test_a_subject_that_fits_into_no_segment_has_no_address(subject: str) -> None:
    assert LOOKUP.address(subject, "main") is None


@pytest.mark.parametrize("answer", [["a", "b"], {"roles": ["a", "b"]}, ["a", "b", "a"]])
def test_roles_are_a_list_or_stand_in_an_object(answer: object) -> None:
    assert LOOKUP.roles_in(answer) == frozenset(("a", "b"))


def test_roles_may_stand_deeper_and_may_be_none() -> None:
    deep = RoleLookup("auth", "", "data.roles")
    assert deep.roles_in({"data": {"roles": []}}) == frozenset()


@pytest.mark.parametrize(
    "answer", [None, "a b", 1, {}, {"roles": "a b"}, {"roles": None}, ["a", 1], [["a"]], {"a": []}]
)
def test_anything_else_is_no_list_of_roles(answer: object) -> None:
    assert LOOKUP.roles_in(answer) is None


def test_the_token_does_not_show() -> None:
    assert "hunter2" not in repr(LOOKUP)
