"""Breaker: pauses calls to a target that keeps failing, and lets one at a time through to see if it has recovered."""

from abc import abstractmethod
from typing import Protocol

from application.ports.transport import Answer
from domain.upstream.failure import Failure


class Breaker(Protocol):
    """Whoever is admitted says once what became of it: by `judge`, or by `give_back` where there was no outcome."""

    @abstractmethod
    def admit(self) -> int | Failure:
        """A ticket for one attempt; or a CIRCUIT_OPEN failure with the seconds to wait."""

    @abstractmethod
    def judge(self, ticket: int, outcome: Answer | Failure) -> None:
        """Failures that blame the upstream count, and so do answers of 502, 503 and 504."""

    @abstractmethod
    def give_back(self, ticket: int) -> None:
        """Of an attempt that was cancelled, or met a bug: it counts as nothing, and the next may be the trial."""

    @abstractmethod
    def record_failure(self) -> None:
        """Counts a failure that came after the head: an answer that broke."""
