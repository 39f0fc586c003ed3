"""Cells: whether a route lets in all callers of a kind, none, or some, and then on what it depends."""

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    ALLOWED = "allowed"
    DENIED = "denied"
    DEPENDS = "depends"
    UNKNOWN = "unknown"  # on what is told, or on nothing: it could not be decided
    ABSENT = "absent"  # nobody can come here with this role


@dataclass(frozen=True, slots=True)
class Cell:
    outcome: Outcome
    on: str = ""  # the condition, where it depends

    def __str__(self) -> str:
        return f"{self.outcome.value}: {self.on}" if self.on else self.outcome.value


ALLOWED, DENIED, ABSENT = Cell(Outcome.ALLOWED), Cell(Outcome.DENIED), Cell(Outcome.ABSENT)
