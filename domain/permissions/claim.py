"""What a token states, compared; or whether it states it at all. A comparison that cannot be made is undecided."""

from dataclasses import dataclass

from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.comparison import Comparison
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Placed


@dataclass(frozen=True, slots=True)
class ClaimIs(Placed):
    path: str
    comparison: Comparison

    @property
    def asks(self) -> Asks:
        return Asks.CALLER | self.comparison.asks

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        holds = self.comparison.holds(claim_at(principal.claims, self.path), facts)
        if holds:
            return ALLOW
        if holds is None:
            return undecided(reason.CLAIM_MISMATCH, f"whether {self} cannot be told: absent, or of another kind")
        return Denial(reason.CLAIM_MISMATCH, f"not so: {self}")

    def __str__(self) -> str:
        return f"claim {self.path} {self.comparison}"


@dataclass(frozen=True, slots=True)
class ClaimPresent(Placed):
    """Always decided, so that it can guard what is not."""

    path: str
    wanted: bool

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        is_present = claim_at(principal.claims, self.path) is not None
        return ALLOW if is_present is self.wanted else Denial(reason.CLAIM_MISMATCH, f"not so: {self}")

    def __str__(self) -> str:
        return f"claim {self.path} {'present' if self.wanted else 'absent'}"
