"""What is known of a described caller, whatever the request."""

import pytest

from application.matrix.column import Column
from application.matrix.simplifying import Known
from domain.identity.principal import Principal
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.comparison import Comparison, Contains, Equals, OneOf
from domain.permissions.header import HeaderPresent
from domain.permissions.operand import HeaderValue, Literal
from domain.permissions.policy import ClaimEquals, HasPermission, HasRole, Policy

ASKED = HeaderValue(b"x-a")
CLAIMS = {"text": "a b", "flag": True, "list": ["a"], "empty": [], "odd": [{}], "whole": 7}
ADA = Column("ada", described=Principal("ada", frozenset(("viewer",)), frozenset(("x:y",)), CLAIMS))


def known(policy: Policy) -> Known | None:
    return ADA.knows(policy)


@pytest.mark.parametrize(
    ("path", "comparison", "expected"),
    [
        ("text", Equals(ASKED), None),
        ("whole", Equals(ASKED), None),
        ("none", Equals(ASKED), Known.UNDECIDED),
        ("flag", Equals(ASKED), Known.UNDECIDED),
        ("flag", OneOf((Literal(value=True), ASKED)), Known.HOLDS),
        ("list", Equals(ASKED), Known.UNDECIDED),
        ("list", Contains(ASKED), None),
        ("empty", Contains(ASKED), Known.FAILS),
        ("odd", Contains(ASKED), Known.UNDECIDED),
        ("list", Contains(Literal("a")), Known.HOLDS),
        ("text", Contains(Literal("c")), Known.FAILS),
    ],
)
def test_a_claim_is_known_unless_the_request_may_say_the_same(
    path: str, comparison: Comparison, expected: Known | None
) -> None:
    assert known(ClaimIs(path, comparison)) is expected


def test_what_the_caller_has_is_known_and_what_the_request_has_is_not() -> None:
    assert known(HasRole("viewer", frozenset(("viewer",)))) is Known.HOLDS
    assert known(HasPermission("x:y", frozenset())) is Known.HOLDS
    assert known(ClaimEquals("text", "c")) is Known.FAILS
    assert known(ClaimEquals("none", "c")) is Known.UNDECIDED
    assert known(ClaimPresent("none", wanted=False)) is Known.HOLDS
    assert known(HeaderPresent(b"x-a", wanted=True)) is None


def test_of_a_role_only_what_it_gives_is_known() -> None:
    viewer = Column("viewer", frozenset(("viewer",)))
    assert viewer.knows(HasRole("viewer", frozenset(("viewer",)))) is Known.HOLDS
    assert viewer.knows(HasPermission("x:y", frozenset(("manager",)))) is Known.FAILS
    assert viewer.knows(ClaimEquals("text", "c")) is None
