"""Decisions: ALLOW, or a denial with its stable reason. Anything that is not ALLOW denies."""

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


Decision = Literal[Allowed.ALLOW] | Denial
