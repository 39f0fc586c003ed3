"""Cases ready to be asked, how they ended, and what there is to say of one that failed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from application.cases.written import CaseSpec
from application.decisions.question import Question
from application.decisions.verdict import Verdict

Ask = Callable[[Question], Verdict]  # raises Unasked


@dataclass(frozen=True, slots=True)
class Case:
    spec: CaseSpec
    question: Question

    @property
    def name(self) -> str:
        return self.spec.name


@dataclass(frozen=True, slots=True)
class Mismatch:
    what: str  # the key of the expectation
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.what}: expected {self.wanted}, got {self.got}"


class Ended(Enum):
    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"  # nobody here can say: keys would have to be fetched, or the time was not said


@dataclass(frozen=True, slots=True)
class Result:
    case: Case
    ended: Ended
    verdict: Verdict | None = None
    mismatches: tuple[Mismatch, ...] = ()
    why: str = ""  # of what is undecided

    @property
    def has_passed(self) -> bool:
        return self.ended is Ended.PASSED
