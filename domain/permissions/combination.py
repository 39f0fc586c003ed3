"""Combinations of policies: any of them, all of them, not this one, all but those. Empty ones are faults, never here.

Three values, by Kleene's tables: an undecided part leaves the whole undecided unless the other parts settle it. So the
order of parts does not decide, and a `not` over what is undecided denies.

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
from domain.permissions.policy import Placed, Policy


@dataclass(frozen=True, slots=True)
class AnyOf(Placed):
    parts: tuple[Policy, ...]

    @property
    def asks(self) -> Asks:
        return asked_by(self.parts)

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        is_undecided = False
        for part in self.parts:
            decision: object = part.decide(principal, facts)
            if not isinstance(decision, Denial):
                return cast(Decision, decision)
            is_undecided = is_undecided or decision.is_undecided
        return Denial(reason.NONE_SATISFIED, f"needs {self}", is_undecided)

    def __str__(self) -> str:
        return " or ".join(map(enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class AllOf(Placed):
    parts: tuple[Policy, ...]

    @property
    def asks(self) -> Asks:
        return asked_by(self.parts)

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        """The first decided denial, in the order written, else the first undecided one; ALLOW where there is none."""
        waiting: Denial | None = None
        for part in self.parts:
            decision: object = part.decide(principal, facts)
            if decision is ALLOW:
                continue
            if not isinstance(decision, Denial) or not decision.is_undecided:
                return cast(Decision, decision)
            waiting = waiting or decision
        return waiting or ALLOW

    def __str__(self) -> str:
        return " and ".join(map(enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class Not(Placed):
    part: Policy

    @property
    def asks(self) -> Asks:
        return self.part.asks

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        decision: object = self.part.decide(principal, facts)
        if isinstance(decision, Denial):
            return decision if decision.is_undecided else ALLOW
        return Denial(reason.EXCLUDED, f"excluded by {self}") if decision is ALLOW else cast(Decision, decision)

    def __str__(self) -> str:
        return f"not {enclosed(self.part)}"


@dataclass(frozen=True, slots=True)
class Unless(Placed):
    """What `deny` makes of a policy: whoever satisfies one of `denied` is refused, whatever `policy` says."""

    policy: Policy
    denied: tuple[Policy, ...]

    @property
    def asks(self) -> Asks:
        return asked_by((self.policy, *self.denied))

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        """By the first rule that is satisfied, else the first that is undecided, else by the policy."""
        waiting: Denial | None = None
        for rule in self.denied:
            decision: object = rule.decide(principal, facts)
            if decision is ALLOW:
                return Denial(reason.EXCLUDED, f"denied to {rule}")
            if not isinstance(decision, Denial):
                return cast(Decision, decision)
            if decision.is_undecided:
                waiting = waiting or decision
        return waiting or self.policy.decide(principal, facts)

    def __str__(self) -> str:
        return f"{enclosed(self.policy)}, but never {enclosed(AnyOf(self.denied))}"


def asked_by(parts: Iterable[Policy]) -> Asks:
    asks = Asks.NOTHING
    for part in parts:
        asks |= part.asks
    return asks


def enclosed(policy: Policy) -> str:
    """In brackets where words around it could be read as part of it."""
    if isinstance(policy, AnyOf | AllOf) and len(policy.parts) == 1:
        return enclosed(policy.parts[0])
    return f"({policy})" if isinstance(policy, AnyOf | AllOf | Unless) else str(policy)
