"""Decisions: ALLOW, or a denial with its stable reason. Anything that is not ALLOW denies.

Some denials are no answer: a claim was absent, a header came twice, so that nobody can say whether the policy holds.
Such a denial is undecided, and stays a denial wherever it is turned round (docs/decisions/0070).
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from domain.message.reason import Reason


class Allowed(Enum):
    """One member, so that a type checker can tell ALLOW from a denial by identity."""

    ALLOW = "allow"


ALLOW: Final = Allowed.ALLOW


@dataclass(frozen=True, slots=True)
class Denial:
    reason: Reason
    why: str  # for the log: names what was wanted
    is_undecided: bool = False


Decision = Literal[Allowed.ALLOW] | Denial


def undecided(reason: Reason, why: str) -> Denial:
    return Denial(reason, why, is_undecided=True)
