"""Operands: kinds are strict between the file and a token; what comes with the request is text whatever it means."""

import pytest

from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.operand import HeaderValue, Literal, PathParameter, header_text

PATH = Facts({"id": "42"})
ID, TENANT = PathParameter("id"), HeaderValue(b"x-tenant")


def of_header(*values: bytes) -> Facts:
    return Facts(headers=[(b"x-tenant", value) for value in values])


@pytest.mark.parametrize(
    ("value", "stated", "verdict"),
    [
        ("acme", "acme", True),
        ("acme", "Acme", False),
        (1, 1, True),
        (1, 2, False),
        (True, True, True),
        (True, False, False),
        (True, 1, None),
        (1, True, None),
        (1, 1.0, None),
        ("1", 1, None),
        ("a", None, None),
        ("a", ["a"], None),
    ],
)
def test_a_literal_is_compared_with_its_own_kind(value: str | bool, stated: object, verdict: bool | None) -> None:
    assert Literal(value).equals(stated, NO_FACTS) is verdict


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("42", True), ("042", False), (42, True), (43, False), (42.0, None), (True, None), (None, None), (["42"], None)],
)
def test_a_path_parameter_is_compared_with_a_text_or_the_digits_of_a_number(stated: object, verdict: object) -> None:
    assert ID.equals(stated, PATH) is verdict


def test_a_number_that_python_would_not_write_out_is_not_compared() -> None:
    assert ID.equals(10**5000, PATH) is None
    assert ID.equals(2**64, PATH) is None
    assert ID.equals(2**64 - 1, PATH) is False


def test_what_the_request_does_not_have_equals_nothing_for_sure() -> None:
    assert ID.equals("42", NO_FACTS) is None
    assert TENANT.equals("acme", NO_FACTS) is None
    assert TENANT.equals("acme", of_header(b"acme", b"acme")) is None
    assert TENANT.equals("acme", of_header(b"\xff")) is None


def test_a_header_beside_one_that_an_upstream_could_take_for_it_equals_nothing_for_sure() -> None:
    for other in (b"x_tenant", b"x.tenant"):
        twofold = Facts(headers=[(b"x-tenant", b"acme"), (other, b"evil")])
        assert TENANT.equals("acme", twofold) is None
        assert TENANT.equals("acme", Facts(headers=[(other, b"acme")])) is None
    assert TENANT.equals("acme", Facts(headers=[(b"x-tenant", b"acme"), (b"xtenant", b"evil")])) is True


def test_a_header_is_compared_as_text() -> None:
    assert TENANT.equals("acme", of_header(b"acme")) is True
    assert TENANT.equals("Zürich", of_header("Zürich".encode())) is True
    assert TENANT.equals("acme", of_header(b"other")) is False
    assert header_text(of_header(b""), b"x-tenant") == ""


def test_only_what_comes_with_the_request_asks_for_it() -> None:
    assert (Literal(1).asks, ID.asks, TENANT.asks) == (Asks.NOTHING, Asks.REQUEST, Asks.REQUEST)


def test_operands_print_as_they_are_written() -> None:
    assert (str(Literal(1)), str(Literal("a")), str(ID), str(TENANT)) == ("1", "a", "{id}", "header x-tenant")
