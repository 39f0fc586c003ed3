"""What atoms ask about."""

from domain.analysis.variable import CLIENT, MOMENT, SUBJECT, Kind, Scope, Variable, variables_of
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.client import ClientIn
from domain.permissions.combination import AnyOf
from domain.permissions.comparison import Contains, Equals, Matches, OneOf
from domain.permissions.glob import Glob
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.hours import Hours, Period
from domain.permissions.operand import HeaderValue, Literal, PathParameter
from domain.permissions.policy import ClaimEquals, HasRole, Policy, SubjectIs

NAMES = (("id", "1"),)
ID, TENANT, STAGE = Variable(Kind.PLACE, "1"), Variable(Kind.CLAIM, "tenant"), Variable(Kind.HEADER, "x-stage")


def asked(atom: Policy, scope: Scope = Scope()) -> tuple[Variable, ...] | None:  # noqa: B008  a value
    return variables_of(atom, NAMES, scope)


def test_each_atom_asks_about_what_it_looks_at() -> None:
    assert asked(HasRole("a", frozenset())) == ()
    assert asked(SubjectIs("id")) == (SUBJECT, ID)
    assert asked(SubjectIs("other")) == (SUBJECT,)
    assert asked(ClaimEquals("tenant", "acme")) == asked(ClaimPresent("tenant", wanted=True)) == (TENANT,)
    assert asked(ClaimIs("tenant", Matches(Glob(("a", ""))))) == (TENANT,)
    assert asked(HeaderPresent(b"x_stage", wanted=True)) == (STAGE,)
    assert asked(ClientIn(())) == (CLIENT,)
    assert asked(Hours()) == asked(Period(None, 1.0, "")) == (MOMENT,)


def test_what_something_is_compared_with_is_asked_about_as_well_and_once() -> None:
    operands = (PathParameter("id"), HeaderValue(b"x-stage"), Literal("a"), PathParameter("id"))
    assert asked(ClaimIs("tenant", OneOf(operands))) == (TENANT, ID, STAGE)
    assert asked(HeaderIs(b"x-stage", Equals(HeaderValue(b"x-stage")))) == (STAGE,)
    assert asked(HeaderIs(b"x-stage", Contains(Literal("a")))) == (STAGE,)


def test_the_claim_that_names_the_subject_is_the_subject() -> None:
    assert asked(ClaimEquals("sub", "ada"), Scope(subject_claim="sub")) == (SUBJECT,)


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert asked(AnyOf(())) is None
