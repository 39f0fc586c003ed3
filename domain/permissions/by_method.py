"""By method: the levels of access of one path, a policy for each method that the route matches."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.combination import asked_by
from domain.permissions.decision import Decision, undecided
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Placed, Policy


@dataclass(frozen=True, slots=True)
class ByMethod(Placed):
    policies: Mapping[str, Policy]

    @property
    def asks(self) -> Asks:
        return Asks.REQUEST | asked_by(self.policies.values())

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        policy = self.policies.get(facts.method)
        if policy is None:
            return undecided(reason.NONE_SATISFIED, f"nothing is said of the method {facts.method or '(none)'}")
        return policy.decide(principal, facts)

    def __hash__(self) -> int:
        return hash(tuple(self.policies.items()))

    def __str__(self) -> str:
        return "(" + "; ".join(f"{method}: {policy}" for method, policy in self.policies.items()) + ")"
