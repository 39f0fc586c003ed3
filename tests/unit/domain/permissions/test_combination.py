"""Combinations: any, all and not; and a policy that forgets to return lets nobody in, turned round or not."""

from typing import cast

import pytest

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.policy import Authenticated, ClaimEquals, HasRole, Policy, SubjectIs
from tests.unit.domain.builders import principal

YES = Authenticated()
ADMIN, OWNER = HasRole("admin", frozenset(("admin",))), HasRole("owner", frozenset(("owner",)))
NOBODY = principal()


class Forgetful(Policy):
    """A policy with a bug: it returns nothing, or something that only looks like ALLOW."""

    def __init__(self, returned: object = None) -> None:
        self.returned = returned

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        return cast(Decision, self.returned)

    def __str__(self) -> str:
        return "forgetful"


@pytest.mark.parametrize("parts", [(YES, ADMIN), (ADMIN, YES), (ADMIN, OWNER, YES)])
def test_any_of_allows_where_one_part_allows(parts: tuple[Policy, ...]) -> None:
    assert AnyOf(parts).decide(NOBODY, NO_FACTS) is ALLOW


def test_any_of_denies_with_all_the_ways_there_are() -> None:
    expected = Denial(reason.NONE_SATISFIED, "needs role admin or role owner")
    assert AnyOf((ADMIN, OWNER)).decide(NOBODY, NO_FACTS) == expected


def test_all_of_allows_where_every_part_allows() -> None:
    assert AllOf((ADMIN, OWNER)).decide(principal("admin", "owner"), NO_FACTS) is ALLOW


def test_all_of_denies_with_the_first_denial_as_written() -> None:
    assert AllOf((YES, ADMIN, OWNER)).decide(NOBODY, NO_FACTS) == Denial(reason.ROLE_MISSING, "role admin is missing")


def test_not_allows_whom_its_part_denies() -> None:
    assert Not(ADMIN).decide(NOBODY, NO_FACTS) is ALLOW


def test_not_excludes_whom_its_part_allows() -> None:
    assert Not(ADMIN).decide(principal("admin"), NO_FACTS) == Denial(reason.EXCLUDED, "excluded by not role admin")


OPEN = SubjectIs("absent")  # undecided: nobody gave it the path's parameters
UNDECIDED = OPEN.decide(NOBODY, NO_FACTS)


def test_any_of_is_undecided_where_a_part_is_and_none_allows() -> None:
    assert AnyOf((OPEN, YES)).decide(NOBODY, NO_FACTS) is ALLOW
    assert AnyOf((OPEN, ADMIN)).decide(NOBODY, NO_FACTS) == undecided(reason.NONE_SATISFIED, f"needs {OPEN} or {ADMIN}")
    assert AnyOf((ADMIN, OPEN, OWNER)).decide(NOBODY, NO_FACTS) != Denial(reason.NONE_SATISFIED, "needs it")


@pytest.mark.parametrize("parts", [(OPEN, ADMIN), (ADMIN, OPEN), (OPEN, YES, ADMIN)])
def test_all_of_is_decided_where_a_part_denies_for_sure(parts: tuple[Policy, ...]) -> None:
    assert AllOf(parts).decide(NOBODY, NO_FACTS) == Denial(reason.ROLE_MISSING, "role admin is missing")


@pytest.mark.parametrize("parts", [(OPEN,), (OPEN, YES), (YES, OPEN), (OPEN, SubjectIs("other"))])
def test_all_of_is_undecided_by_the_first_where_the_others_allow(parts: tuple[Policy, ...]) -> None:
    assert AllOf(parts).decide(NOBODY, NO_FACTS) == UNDECIDED


def test_not_denies_what_is_undecided_with_its_reason() -> None:
    for policy in (Not(OPEN), Not(Not(OPEN)), Not(AllOf((OPEN, YES)))):
        assert policy.decide(NOBODY, NO_FACTS) == UNDECIDED
    assert Not(AllOf((OPEN, ADMIN))).decide(NOBODY, NO_FACTS) is ALLOW


def test_whoever_is_denied_is_refused_whatever_else_allows() -> None:
    expected = Denial(reason.EXCLUDED, "denied to role admin")
    assert Unless(YES, (ADMIN,)).decide(principal("admin"), NO_FACTS) == expected
    assert Unless(ADMIN, (ADMIN,)).decide(principal("admin"), NO_FACTS) == expected


def test_whoever_is_not_denied_is_judged_as_if_there_were_no_rule() -> None:
    assert Unless(YES, (ADMIN,)).decide(NOBODY, NO_FACTS) is ALLOW
    assert Unless(OWNER, (ADMIN,)).decide(NOBODY, NO_FACTS) == Denial(reason.ROLE_MISSING, "role owner is missing")


def test_of_several_rules_one_that_is_satisfied_comes_before_one_that_is_undecided() -> None:
    expected = Denial(reason.EXCLUDED, "denied to role admin")
    for rules in ((OPEN, ADMIN), (ADMIN, OPEN), (OWNER, OPEN, ADMIN)):
        assert Unless(YES, rules).decide(principal("admin"), NO_FACTS) == expected
    assert Unless(YES, (OWNER, OPEN, SubjectIs("other"))).decide(NOBODY, NO_FACTS) == UNDECIDED


def test_a_deny_rule_that_is_undecided_refuses() -> None:
    assert Unless(YES, (OPEN,)).decide(NOBODY, NO_FACTS) == UNDECIDED


@pytest.mark.parametrize("returned", [None, True, "allow", 1])
def test_what_is_neither_allow_nor_a_denial_lets_nobody_in(returned: object) -> None:
    lapse = Forgetful(returned)
    combined = (AnyOf((ADMIN, lapse)), AnyOf((lapse, ADMIN)), AllOf((YES, lapse)), AllOf((lapse, YES)))
    once: tuple[Policy, ...] = (*combined, Not(lapse), Unless(YES, (lapse,)), Unless(lapse, (ADMIN,)))
    for policy in once:
        assert policy.decide(NOBODY, NO_FACTS) is not ALLOW
        assert Not(policy).decide(NOBODY, NO_FACTS) is not ALLOW
        assert Not(Not(policy)).decide(NOBODY, NO_FACTS) is not ALLOW


def test_what_is_neither_allow_nor_a_denial_is_passed_on_as_it_is() -> None:
    for policy in (Not(Forgetful("lapse")), AnyOf((Forgetful("lapse"),)), Unless(YES, (Forgetful("lapse"),))):
        passed_on: object = policy.decide(NOBODY, NO_FACTS)
        assert passed_on == "lapse"


def test_every_part_is_told_what_the_request_says() -> None:
    facts, own, other = Facts({"own": "ada", "other": "bob"}), SubjectIs("own"), SubjectIs("other")
    for policy in (AnyOf((other, own)), AllOf((own, Not(other))), Unless(own, (other,))):
        assert policy.decide(NOBODY, facts) is ALLOW


def test_a_combination_prints_with_brackets_where_they_matter() -> None:
    tenant = ClaimEquals("tenant", "acme")
    nested = AllOf((AnyOf((ADMIN, OWNER)), Not(AllOf((tenant, ADMIN))), Not(OWNER)))
    assert str(nested) == "(role admin or role owner) and not (claim tenant = acme and role admin) and not role owner"
    assert str(Unless(AnyOf((ADMIN, OWNER)), (OWNER,))) == "(role admin or role owner), but never role owner"
    assert (
        str(Not(Unless(ADMIN, (YES, OWNER)))) == "not (role admin, but never (any authenticated caller or role owner))"
    )
    assert str(Not(AnyOf((AllOf((ADMIN,)),)))) == "not role admin"


def test_a_combination_asks_for_what_its_parts_ask_for() -> None:
    own = SubjectIs("user_id")
    for policy in (
        AnyOf((ADMIN, own)),
        AllOf((own, YES)),
        Not(own),
        AnyOf((ADMIN, Not(AllOf((own,))))),
        Unless(ADMIN, (own,)),
        Unless(own, (ADMIN,)),
    ):
        assert policy.asks == Asks.CALLER | Asks.REQUEST
    assert AllOf((YES, ADMIN)).asks == Asks.CALLER
