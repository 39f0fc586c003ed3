"""Combinations of policies: any of them, all of them, not this one. Empty ones are faults and never get here.

What is neither ALLOW nor a denial comes from a policy that forgot to return. It is passed on as it is: made a denial
here, a `not` further out would turn it into ALLOW.
"""

from dataclasses import dataclass
from typing import cast

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.policy import Parameters, Policy


@dataclass(frozen=True, slots=True)
class AnyOf(Policy):
    parts: tuple[Policy, ...]

    def decide(self, principal: Principal, parameters: Parameters) -> Decision:
        for part in self.parts:
            decision: object = part.decide(principal, parameters)
            if not isinstance(decision, Denial):
                return cast(Decision, decision)
        return Denial(reason.NONE_SATISFIED, f"needs {self}")

    def __str__(self) -> str:
        return " or ".join(map(_enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class AllOf(Policy):
    parts: tuple[Policy, ...]

    def decide(self, principal: Principal, parameters: Parameters) -> Decision:
        """The first denial, in the order written; ALLOW where there is none."""
        for part in self.parts:
            decision = part.decide(principal, parameters)
            if decision is not ALLOW:
                return decision
        return ALLOW

    def __str__(self) -> str:
        return " and ".join(map(_enclosed, self.parts))


@dataclass(frozen=True, slots=True)
class Not(Policy):
    part: Policy

    def decide(self, principal: Principal, parameters: Parameters) -> Decision:
        decision: object = self.part.decide(principal, parameters)
        if isinstance(decision, Denial):
            return ALLOW
        return Denial(reason.EXCLUDED, f"excluded by {self}") if decision is ALLOW else cast(Decision, decision)

    def __str__(self) -> str:
        return f"not {_enclosed(self.part)}"


def _enclosed(policy: Policy) -> str:
    return f"({policy})" if isinstance(policy, AnyOf | AllOf) else str(policy)
