"""Combinations of policies: any of them, all of them, not this one. Empty ones are faults and never get here.

What is neither ALLOW nor a denial comes from a policy that forgot to return. It is passed on as it is: made a denial
here, a `not` further out would turn it into ALLOW.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Policy


@dataclass(frozen=True, slots=True)
class AnyOf(Policy):
    parts: tuple[Policy, ...]

    @property
    def asks(self) -> Asks:
        return _asked(self.parts)

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        for part in self.parts:
            decision: object = part.decide(principal, facts)
            if not isinstance(decision, Denial):
                return cast(Decision, decision)
        return Denial(reason.NONE_SATISFIED, f"needs {self}")

    def __str__(self) -> str:
        return " or ".join(map(_enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class AllOf(Policy):
    parts: tuple[Policy, ...]

    @property
    def asks(self) -> Asks:
        return _asked(self.parts)

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        """The first denial, in the order written; ALLOW where there is none."""
        for part in self.parts:
            decision = part.decide(principal, facts)
            if decision is not ALLOW:
                return decision
        return ALLOW

    def __str__(self) -> str:
        return " and ".join(map(_enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class Not(Policy):
    part: Policy

    @property
    def asks(self) -> Asks:
        return self.part.asks

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        decision: object = self.part.decide(principal, facts)
        if isinstance(decision, Denial):
            return ALLOW
        return Denial(reason.EXCLUDED, f"excluded by {self}") if decision is ALLOW else cast(Decision, decision)

    def __str__(self) -> str:
        return f"not {_enclosed(self.part)}"


def _asked(parts: Iterable[Policy]) -> Asks:
    asks = Asks.NOTHING
    for part in parts:
        asks |= part.asks
    return asks


def _enclosed(policy: Policy) -> str:
    return f"({policy})" if isinstance(policy, AnyOf | AllOf) else str(policy)
