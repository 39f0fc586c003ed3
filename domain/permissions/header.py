"""What a header of the request says, compared; or whether it is there at all. It is the caller's word, no proof.

A header that is missing, stands twice or is no UTF-8 says nothing: the comparison is undecided.
"""

from dataclasses import dataclass

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.comparison import Comparison
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import Asks, Facts
from domain.permissions.operand import header_text, spellings
from domain.permissions.policy import Placed


@dataclass(frozen=True, slots=True)
class HeaderIs(Placed):
    name: bytes  # lower case
    comparison: Comparison

    @property
    def asks(self) -> Asks:
        return Asks.REQUEST | self.comparison.asks

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        holds = self.comparison.holds(header_text(facts, self.name), facts)
        if holds:
            return ALLOW
        if holds is None:
            return undecided(reason.HEADER_MISMATCH, f"whether {self} cannot be told: not there exactly once")
        return Denial(reason.HEADER_MISMATCH, f"not so: {self}")

    def __str__(self) -> str:
        return f"header {self.name.decode()} {self.comparison}"


@dataclass(frozen=True, slots=True)
class HeaderPresent(Placed):
    """Always decided, so that it can guard what is not. Present also in another spelling, or twice."""

    name: bytes  # lower case
    wanted: bool

    @property
    def asks(self) -> Asks:
        return Asks.REQUEST

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        is_present = spellings(facts, self.name) > 0
        return ALLOW if is_present is self.wanted else Denial(reason.HEADER_MISMATCH, f"not so: {self}")

    def __str__(self) -> str:
        return f"header {self.name.decode()} {'present' if self.wanted else 'absent'}"
