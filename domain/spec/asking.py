"""How another service is asked about a caller. Nothing in it is to be resolved: it is the same written and compiled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskingTerms:
    connect: float = 1.0  # seconds
    total: float = 3.0  # seconds for one question, the wait for its turn included
    calls: int = 64  # questions at one time
    failures: int = 5  # in a row, after which nobody asks
    cooldown: float = 5.0  # seconds for which nobody does
