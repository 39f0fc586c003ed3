"""What a policy reads is found in every corner of it."""

import pytest

from domain.permissions.by_method import ByMethod
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.comparison import Contains, Equals, Matches, OneOf
from domain.permissions.glob import Glob
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.operand import HeaderValue, Literal
from domain.permissions.policy import Authenticated, ClaimEquals, HasRole, Policy
from domain.permissions.reads import Reads, has_patterns, literals, read_by

TENANT = Equals(HeaderValue(b"x-tenant"))


@pytest.mark.parametrize(
    ("policy", "claims", "headers"),
    [
        (Authenticated(), set(), set()),
        (HasRole("a", frozenset("a")), set(), set()),
        (ClaimEquals("realm.plan", 1), {"realm.plan"}, set()),
        (ClaimPresent("acr", wanted=False), {"acr"}, set()),
        (ClaimIs("tenant", TENANT), {"tenant"}, {b"x-tenant"}),
        (ClaimIs("tenant", Contains(HeaderValue(b"x-tenant"))), {"tenant"}, {b"x-tenant"}),
        (ClaimIs("tenant", OneOf((Literal(1), HeaderValue(b"x-a")))), {"tenant"}, {b"x-a"}),
        (HeaderPresent(b"x-b", wanted=True), set(), {b"x-b"}),
        (HeaderIs(b"x-c", TENANT), set(), {b"x-c", b"x-tenant"}),
        (HeaderIs(b"x-c", Matches(Glob(("a", "")))), set(), {b"x-c"}),
    ],
    ids=lambda value: "" if isinstance(value, set) else str(value),
)
def test_a_part_reads_the_claims_and_headers_it_names(policy: Policy, claims: set[str], headers: set[bytes]) -> None:
    assert read_by(policy) == Reads(frozenset(claims), frozenset(headers))


def test_a_combination_reads_what_its_parts_read() -> None:
    one, two, three = ClaimEquals("a", 1), Not(ClaimEquals("b", 1)), HeaderPresent(b"c", wanted=True)
    whole = Unless(AnyOf((one, AllOf((two,)))), (ByMethod({"GET": three}),))
    assert read_by(whole) == Reads(frozenset("ab"), frozenset((b"c",)))


def test_literals_are_told_with_their_kind() -> None:
    one, yes = ClaimEquals("a", 1), ClaimEquals("a", value=True)
    assert one == yes
    assert literals(Not(one)) != literals(Not(yes))
    assert literals(ClaimIs("a", OneOf((Literal(1),)))) != literals(ClaimIs("a", OneOf((Literal(value=True),))))
    assert literals(HeaderIs(b"a", Matches(Glob(("x", ""))))) == ()
    assert literals(AnyOf((one, Authenticated(), yes))) == ("1", "True")


def test_patterns_are_found_wherever_they_stand() -> None:
    glob = Matches(Glob(("x", "")))
    assert has_patterns(AnyOf((Authenticated(), Not(ClaimIs("a", glob)))))
    assert has_patterns(HeaderIs(b"a", glob))
    assert not has_patterns(AllOf((Authenticated(), HeaderIs(b"a", TENANT))))
