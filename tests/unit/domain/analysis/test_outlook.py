"""Outlooks: never narrower than what can come."""

from functools import partial
from itertools import product

import pytest

from domain.analysis.call import call_of
from domain.analysis.outlook import ALLOWED, ANY, DENIED, UNDECIDED, Outlooks, Part, outcome
from domain.analysis.parts import Parts
from domain.analysis.values import values_of
from domain.analysis.variable import METHOD, Kind, Scope, Variable
from domain.message.reason import EXCLUDED
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.policy import Authenticated, ClaimEquals, HasRole, Policy

SCOPE = Scope(methods=("GET", "PUT"))
ADMIN, STAFF = HasRole("admin", frozenset(("admin",))), HasRole("staff", frozenset(("admin", "staff")))
TENANT = ClaimEquals("tenant", "acme")


def opened(policy: Policy) -> tuple[Outlooks, Part, tuple[Variable, ...]]:
    parts = Parts(SCOPE)
    whole = parts.of(policy, ())
    variables = parts.variables
    values = values_of([(part.policy, part.names) for part in parts.atoms], variables, SCOPE)
    return Outlooks(values.of, partial(call_of, scope=SCOPE)), whole, variables


@pytest.mark.parametrize(
    ("policy", "outlook"),
    [
        (Authenticated(), ALLOWED),
        (ADMIN, ALLOWED | DENIED),
        (TENANT, ANY),
        (Not(TENANT), ANY),
        (Not(Authenticated()), DENIED),
        (AnyOf((TENANT, Authenticated())), ALLOWED),
        (AnyOf((TENANT, Not(Authenticated()))), ANY),
        (AllOf((ADMIN, Not(Authenticated()))), DENIED),
        (AllOf((ADMIN, TENANT)), ANY),
        (Unless(Authenticated(), (Authenticated(),)), DENIED),
        (Unless(Authenticated(), (ADMIN,)), ALLOWED | DENIED),
        (Unless(Not(Authenticated()), (TENANT,)), DENIED | UNDECIDED),
        (ByMethod({"GET": ADMIN}), ALLOWED | DENIED | UNDECIDED),
        (ByMethod({"GET": Authenticated(), "PUT": Authenticated()}), ALLOWED),
    ],
)
def test_before_anything_is_known_everything_that_can_come_is_in_view(policy: Policy, outlook: int) -> None:
    outlooks, whole, _ = opened(policy)
    assert outlooks.of(whole, {}) == outlook


def test_when_all_is_known_it_is_what_the_policy_decides() -> None:
    policy = Unless(AnyOf((ADMIN, AllOf((TENANT, STAFF)))), (Not(TENANT), ByMethod({"PUT": ADMIN, "GET": Not(ADMIN)})))
    outlooks, whole, variables = opened(policy)
    for numbers in product(*(range(len(outlooks.values[one])) for one in variables)):
        chosen = dict(zip(variables, numbers, strict=True))
        call = outlooks.calling(tuple((one, outlooks.values[one][number]) for one, number in chosen.items()))
        assert outlooks.of(whole, chosen) == outcome(policy.decide(call.principal, call.facts(())))


def test_one_role_that_suffices_settles_it() -> None:
    outlooks, whole, variables = opened(AllOf((STAFF, ADMIN)))
    assert variables == (Variable(Kind.ROLE, "admin"), Variable(Kind.ROLE, "staff"))
    assert outlooks.of(whole.parts[0], {variables[0]: 0}) == ALLOWED
    assert outlooks.of(whole.parts[0], {variables[0]: 1}) == ALLOWED | DENIED


def test_a_level_of_a_known_method_is_that_levels_outlook() -> None:
    outlooks, whole, _ = opened(ByMethod({"GET": Authenticated()}))
    assert [outlooks.of(whole, {METHOD: number}) for number in (0, 1)] == [ALLOWED, UNDECIDED]


def test_outcomes_are_three() -> None:
    assert outcome(ALLOW) == ALLOWED
    assert outcome(Denial(EXCLUDED, "")) == DENIED
    assert outcome(undecided(EXCLUDED, "")) == UNDECIDED
