"""Combinations: any, all and not; and a policy that forgets to return lets nobody in, turned round or not."""

from typing import cast

import pytest

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.combination import AllOf, AnyOf, Not
from domain.permissions.decision import ALLOW, Decision, Denial
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


@pytest.mark.parametrize("returned", [None, True, "allow", 1])
def test_what_is_neither_allow_nor_a_denial_lets_nobody_in(returned: object) -> None:
    lapse = Forgetful(returned)
    once = (AnyOf((ADMIN, lapse)), AnyOf((lapse, ADMIN)), AllOf((YES, lapse)), AllOf((lapse, YES)), Not(lapse))
    for policy in once:
        assert policy.decide(NOBODY, NO_FACTS) is not ALLOW
        assert Not(policy).decide(NOBODY, NO_FACTS) is not ALLOW
        assert Not(Not(policy)).decide(NOBODY, NO_FACTS) is not ALLOW


def test_a_combination_prints_with_brackets_where_they_matter() -> None:
    tenant = ClaimEquals("tenant", "acme")
    nested = AllOf((AnyOf((ADMIN, OWNER)), Not(AllOf((tenant, ADMIN))), Not(OWNER)))
    assert str(nested) == "(role admin or role owner) and not (claim tenant = acme and role admin) and not role owner"


def test_a_combination_asks_for_what_its_parts_ask_for() -> None:
    own = SubjectIs("user_id")
    for policy in (AnyOf((ADMIN, own)), AllOf((own, YES)), Not(own), AnyOf((ADMIN, Not(AllOf((own,)))))):
        assert policy.asks == Asks.CALLER | Asks.REQUEST
    assert AllOf((YES, ADMIN)).asks == Asks.CALLER
