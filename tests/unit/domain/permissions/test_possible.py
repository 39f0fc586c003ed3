"""What may be decided where parts are unknown covers what is decided, whatever the unknown parts turn out to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

import pytest

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.facts import Facts
from domain.permissions.policy import Authenticated, Placed, Policy
from domain.permissions.possible import ANY_OF_THEM, Value, possible

CALLER, FACTS = Principal("a"), Facts(method="GET")
VALUES: tuple[Value, ...] = (True, False, None)


@dataclass(frozen=True, slots=True)
class Says(Placed):
    name: str
    value: Value

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        return ALLOW if self.value else Denial(reason.EXCLUDED, "no", is_undecided=self.value is None)

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


def shapes(a: Policy, b: Policy, c: Policy) -> Sequence[Policy]:
    return (
        AnyOf((a, b, c)),
        AllOf((a, b, c)),
        Not(AnyOf((a, AllOf((b, c))))),
        Unless(a, (b, c)),
        Not(Unless(a, (b, c))),
        ByMethod({"GET": AnyOf((a, Not(b))), "PUT": c}),
    )


def value(policy: Policy) -> Value:
    (found,) = possible(policy, CALLER, FACTS, lambda _part: True)
    return found


@pytest.mark.parametrize("shape", range(6))
def test_what_is_possible_is_exactly_what_some_values_of_the_unknown_part_decide(shape: int) -> None:
    for a, c in product(VALUES, VALUES):
        decided = {value(shapes(Says("a", a), Says("b", b), Says("c", c))[shape]) for b in VALUES}
        unknown = shapes(Says("a", a), Says("b", True), Says("c", c))[shape]
        assert possible(unknown, CALLER, FACTS, lambda part: getattr(part, "name", "") != "b") == decided


@pytest.mark.parametrize("shape", range(6))
def test_what_is_wholly_known_is_decided_as_the_policy_decides(shape: int) -> None:
    for a, b, c in product(VALUES, VALUES, VALUES):
        policy = shapes(Says("a", a), Says("b", b), Says("c", c))[shape]
        decision = policy.decide(CALLER, FACTS)
        decided = None if isinstance(decision, Denial) and decision.is_undecided else decision is ALLOW
        assert value(policy) is decided


def test_a_method_of_which_nothing_is_said_is_undecided() -> None:
    assert value(ByMethod({"PUT": Authenticated()})) is None


def test_a_policy_that_gives_no_decision_is_undecided() -> None:
    @dataclass(frozen=True, slots=True)
    class Forgets(Says):
        def decide(self, principal: Principal, facts: Facts) -> Decision:
            return cast(Decision, None)

    assert value(Forgets("x", None)) is None
    assert possible(Forgets("x", None), CALLER, FACTS, lambda _: False) == ANY_OF_THEM
