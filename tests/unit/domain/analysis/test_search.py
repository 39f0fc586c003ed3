"""Searching for a call on which policies decide as wanted."""

from domain.analysis.call import CallOf
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Scope
from domain.permissions.by_method import ByMethod
from domain.permissions.claim import ClaimIs
from domain.permissions.combination import AllOf, AnyOf, Not
from domain.permissions.comparison import Equals
from domain.permissions.operand import PathParameter
from domain.permissions.policy import Authenticated, ClaimEquals, HasRole, Policy, SubjectIs
from tests.unit.domain.analysis.test_parts import Strange

ADMIN, VIEWER = HasRole("admin", frozenset(("admin",))), HasRole("viewer", frozenset(("viewer", "admin")))
ACME = ClaimEquals("tenant", "acme")
NAMES = (("id", "1"),)


def found(*wanted: Wanted, scope: Scope = Scope(), most: int = 20_000) -> CallOf | Missing:  # noqa: B008  a value
    return search(wanted, scope, most=most)


def allowed(policy: Policy) -> Wanted:
    return Wanted(policy, True, NAMES)


def denied(policy: Policy) -> Wanted:
    return Wanted(policy, False, NAMES)


def test_somebody_is_found_whom_a_policy_lets_in_and_somebody_whom_it_does_not() -> None:
    call = found(allowed(AllOf((ADMIN, ACME))))
    assert isinstance(call, CallOf)
    assert call.principal.roles == {"admin"}
    assert call.principal.claims == {"tenant": "acme"}
    call = found(denied(AllOf((ADMIN, ACME))))
    assert isinstance(call, CallOf)


def test_contradictions_let_nobody_in_and_tautologies_everybody() -> None:
    assert found(allowed(AllOf((ADMIN, Not(VIEWER))))) is Missing.NONE
    assert found(allowed(AllOf((ACME, ClaimEquals("tenant", "other"))))) is Missing.NONE
    assert found(denied(AnyOf((Authenticated(), ADMIN)))) is Missing.NONE


def test_what_one_allows_and_the_other_does_not() -> None:
    assert found(allowed(ADMIN), denied(VIEWER)) is Missing.NONE
    call = found(allowed(VIEWER), denied(ADMIN))
    assert isinstance(call, CallOf)
    assert call.principal.roles == {"viewer"}


def test_the_subject_and_the_claim_it_comes_from_are_one() -> None:
    subject, claim = SubjectIs("id"), ClaimIs("sub", Equals(PathParameter("id")))
    assert found(allowed(subject), denied(claim), scope=Scope(subject_claim="sub")) is Missing.NONE
    assert isinstance(found(allowed(subject), denied(claim)), CallOf)


def test_levels_are_looked_at_method_by_method() -> None:
    levels = ByMethod({"GET": Authenticated(), "PUT": ADMIN})
    call = found(denied(levels), scope=Scope(methods=("GET", "PUT")))
    assert isinstance(call, CallOf)
    assert call.method == "PUT"
    assert found(denied(levels), scope=Scope(methods=("GET",))) is Missing.NONE


def test_what_is_not_known_here_is_unknown() -> None:
    assert found(allowed(Strange())) is Missing.UNKNOWN


def test_a_search_that_would_take_too_long_says_so() -> None:
    several = AllOf((ACME, ADMIN, ClaimEquals("tenant", "other")))
    assert found(allowed(several), most=2) is Missing.UNKNOWN
    assert found(allowed(several)) is Missing.NONE


def test_what_cannot_be_made_is_not_found_and_leaves_doubt() -> None:
    assert search((allowed(ADMIN),), Scope(), lambda _: False) is Missing.UNKNOWN


def test_what_can_be_made_by_no_call_of_its_kind_is_not_there() -> None:
    either = (Wanted(AnyOf((VIEWER, ACME)), True),)
    assert search(either, Scope(), lambda _: None) is Missing.NONE
    assert search(either, Scope(), lambda call: None if call.principal.roles else False) is Missing.UNKNOWN
