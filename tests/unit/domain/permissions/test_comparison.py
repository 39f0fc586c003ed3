"""Comparisons: yes, no, or nobody can say."""

import pytest

from domain.permissions.comparison import Comparison, Contains, Equals, Matches, OneOf
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.glob import Glob
from domain.permissions.operand import HeaderValue, Literal, PathParameter

ACME = Equals(Literal("acme"))
REGION = OneOf((Literal("eu"), Literal("us")))
STAFF = Contains(Literal("staff"))
MAIL = Matches(Glob(("", "@shop.example")))
FROM_HEADER = HeaderValue(b"x-a")


@pytest.mark.parametrize(
    ("comparison", "stated", "verdict"),
    [
        (ACME, "acme", True),
        (ACME, "other", False),
        (ACME, None, None),
        (REGION, "eu", True),
        (REGION, "us", True),
        (REGION, "asia", False),
        (REGION, ["eu"], None),
        (REGION, None, None),
        (STAFF, ["users", "staff"], True),
        (STAFF, ["staffs"], False),
        (STAFF, [], False),
        (STAFF, "users staff", True),
        (STAFF, "staffs", False),
        (STAFF, "users\tstaff", False),
        (STAFF, "users\u00a0staff", False),
        (STAFF, "", False),
        (STAFF, " ", False),
        (STAFF, [1, "staff"], True),
        (STAFF, [1, "users"], None),
        (STAFF, [["staff"]], None),
        (STAFF, {"staff": True}, None),
        (STAFF, None, None),
        (Contains(Literal("")), "a  b", False),
        (MAIL, "ada@shop.example", True),
        (MAIL, "ada@evil.example", False),
        (MAIL, ["ada@shop.example"], None),
        (MAIL, None, None),
    ],
)
def test_what_is_stated_holds_or_not_or_cannot_be_told(comparison: Comparison, stated: object, verdict: object) -> None:
    assert comparison.holds(stated, NO_FACTS) is verdict


def test_one_of_is_unknown_where_an_operand_is_missing_and_no_other_equals() -> None:
    either = OneOf((FROM_HEADER, Literal("us")))
    assert either.holds("us", NO_FACTS) is True
    assert either.holds("eu", NO_FACTS) is None
    assert either.holds("eu", Facts(headers=[(b"x-a", b"eu")])) is True
    assert either.holds("asia", Facts(headers=[(b"x-a", b"eu")])) is False


def test_what_is_contained_may_come_with_the_request() -> None:
    assert Contains(FROM_HEADER).holds(["eu"], Facts(headers=[(b"x-a", b"eu")])) is True
    assert Contains(FROM_HEADER).holds(["eu"], NO_FACTS) is None


def test_a_comparison_asks_for_what_its_operands_ask_for() -> None:
    for asking in (Equals(FROM_HEADER), Contains(PathParameter("id")), OneOf((Literal(1), FROM_HEADER))):
        assert asking.asks == Asks.REQUEST
    for silent in (ACME, REGION, STAFF, MAIL):
        assert silent.asks == Asks.NOTHING


def test_comparisons_print_as_a_person_would_say_them() -> None:
    said = [str(one) for one in (ACME, REGION, STAFF, MAIL)]
    assert said == ["= acme", "in [eu, us]", "contains staff", "like *@shop.example"]
