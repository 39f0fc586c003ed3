"""Weakenings: what somebody could write by mistake, each a slip away, and never a stronger policy."""

from collections.abc import Mapping

import pytest

from domain.identity.principal import Principal
from domain.permissions.by_method import ByMethod
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.comparison import Equals
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.operand import Literal
from domain.permissions.policy import (
    Anybody,
    Authenticated,
    ClaimEquals,
    HasPermission,
    HasRole,
    Policy,
    SubjectIs,
)
from domain.permissions.weakening import place_of, weakenings
from domain.spec.place import Place

ROLES = frozenset(("viewer", "manager", "guest"))
HERE, THERE = Place("gateway.yaml", 3, 1), Place("gateway.yaml", 4, 1)
VIEWER = HasRole("viewer", frozenset(("viewer", "manager")), at=HERE)
MANAGER = HasRole("manager", frozenset(("manager",)), at=THERE)
ANY_VIEWER, ANY_MANAGER = HasRole("viewer", ROLES), HasRole("manager", ROLES)
SELF = SubjectIs("who")


def made(policy: Policy) -> dict[str, Policy]:
    return {one.what: one.policy for one in weakenings(policy, ROLES)}


def inside(policy: Policy) -> dict[str, Policy]:
    """But for what every door has."""
    return {what: one for what, one in made(policy).items() if what not in ("public", "any authenticated caller")}


def test_every_door_can_be_left_open_to_all_or_to_all_who_are_known() -> None:
    found = made(SELF)
    assert found == {"public": Anybody(), "any authenticated caller": Authenticated()}
    assert made(Authenticated()) == {"public": Anybody()}


@pytest.mark.parametrize(
    ("policy", "weaker"),
    [
        (VIEWER, {"any role in the place of `viewer`": ANY_VIEWER}),
        (ANY_VIEWER, {}),
        (
            HasPermission("orders:read", frozenset(("viewer",))),
            {"any role grants `orders:read`": HasPermission("orders:read", ROLES)},
        ),
        (HasPermission("orders:read", ROLES), {}),
        (ClaimEquals("tenant", "acme"), {"any value of the claim `tenant`": ClaimPresent("tenant", wanted=True)}),
        (
            ClaimIs("tenant", Equals(Literal("acme"))),
            {"any value of the claim `tenant`": ClaimPresent("tenant", wanted=True)},
        ),
        (
            HeaderIs(b"x-stage", Equals(Literal("beta"))),
            {"any value of the header `x-stage`": HeaderPresent(b"x-stage", wanted=True)},
        ),
    ],
)
def test_one_part_can_be_half_as_strict(policy: Policy, weaker: Mapping[str, Policy]) -> None:
    assert inside(policy) == weaker


def test_a_requirement_of_several_can_be_dropped() -> None:
    found = inside(AllOf((VIEWER, SELF)))
    assert found == {
        "the requirement `role viewer` is dropped": AllOf((SELF,)),
        "the requirement `the subject named by {who}` is dropped": AllOf((VIEWER,)),
        "any role in the place of `viewer`": AllOf((ANY_VIEWER, SELF)),
    }
    assert inside(AllOf((SELF,))) == {}


def test_an_alternative_is_weakened_and_not_dropped() -> None:
    assert inside(AnyOf((SELF, MANAGER))) == {"any role in the place of `manager`": AnyOf((SELF, ANY_MANAGER))}


def test_a_not_can_be_dropped_and_what_stands_below_it_holds_less_often() -> None:
    assert inside(Not(VIEWER)) == {
        "`not role viewer` is dropped": Authenticated(),
        "`role viewer` does not count roles that inherit it": Not(HasRole("viewer", frozenset(("viewer",)))),
    }
    assert inside(Not(Not(MANAGER)))["any role in the place of `manager`"] == Not(Not(ANY_MANAGER))
    assert inside(Not(AllOf((VIEWER, SELF)))) == {
        "`not (role viewer and the subject named by {who})` is dropped": Authenticated(),
        "`role viewer` does not count roles that inherit it": Not(
            AllOf((HasRole("viewer", frozenset(("viewer",))), SELF))
        ),
    }
    assert inside(Not(AnyOf((MANAGER, SELF))))["the alternative `role manager` is dropped"] == Not(AnyOf((SELF,)))


def test_a_rule_of_deny_can_be_dropped_or_hold_less_often() -> None:
    found = inside(Unless(MANAGER, (VIEWER, SELF)))
    narrowed = HasRole("viewer", frozenset(("viewer",)))
    assert found == {
        "`deny: role viewer` is dropped": Unless(MANAGER, (SELF,)),
        "`deny: the subject named by {who}` is dropped": Unless(MANAGER, (VIEWER,)),
        "`role viewer` does not count roles that inherit it": Unless(MANAGER, (narrowed, SELF)),
        "any role in the place of `manager`": Unless(ANY_MANAGER, (VIEWER, SELF)),
    }
    assert inside(Unless(MANAGER, (SELF,)))["`deny: the subject named by {who}` is dropped"] == MANAGER


def test_a_fence_can_only_lose_its_rules() -> None:
    assert made(Unless(Anybody(), (SELF,))) == {"`deny: the subject named by {who}` is dropped": Anybody()}


def test_each_level_of_a_path_is_weakened_for_itself() -> None:
    found = inside(ByMethod({"GET": Authenticated(), "POST": MANAGER}))
    assert found == {
        "any authenticated caller may POST": ByMethod({"GET": Authenticated(), "POST": Authenticated()}),
        "POST: any role in the place of `manager`": ByMethod({"GET": Authenticated(), "POST": ANY_MANAGER}),
    }


def test_a_weakening_says_where_what_it_changed_is_written() -> None:
    places = {one.what: one.at for one in weakenings(AllOf((VIEWER, MANAGER)), ROLES)}
    assert places["public"] == HERE
    assert places["any role in the place of `manager`"] == THERE


class Unplaced(Policy):
    def decide(self, principal: Principal, facts: Facts) -> object:  # type: ignore[override]
        return ALLOW

    def __str__(self) -> str:
        return "elsewhere"


def test_a_policy_without_a_place_is_where_its_first_part_is() -> None:
    assert place_of(Unless(AnyOf((SELF, VIEWER)), ())) == HERE
    assert place_of(AllOf((SELF,))) is None
    assert place_of(Unplaced()) is None


CALLERS = [Principal("ann", frozenset(roles)) for roles in ((), ("viewer",), ("manager",), ("viewer", "guest"))]
STRICT = [AllOf((VIEWER, Not(MANAGER))), Unless(AnyOf((SELF, VIEWER)), (MANAGER,)), Not(AnyOf((MANAGER, SELF)))]


@pytest.mark.parametrize("policy", STRICT, ids=str)
def test_whoever_is_let_in_is_let_in_by_every_weaker_policy(policy: Policy) -> None:
    facts = [Facts({"who": who}) for who in ("ann", "bob")]
    for weaker in weakenings(policy, ROLES):
        for caller in CALLERS:
            for fact in facts:
                if policy.decide(caller, fact) is ALLOW:
                    assert weaker.policy.decide(caller, fact) is ALLOW, weaker
