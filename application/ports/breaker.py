"""Breaker: pauses calls to a target that keeps failing, and lets one at a time through to see if it has recovered."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Protocol

from application.ports.transport import Answer
from domain.upstream.failure import Failure

Attempt = Callable[[], Awaitable[Answer | Failure]]


class Breaker(Protocol):
    @abstractmethod
    async def guard(self, attempt: Attempt) -> Answer | Failure:
        """The attempt's outcome; or, without an attempt, a CIRCUIT_OPEN failure with the seconds to wait.

        Failures that blame the upstream count, and so do answers of 502, 503 and 504. A cancelled attempt counts as
        nothing and gives its place as the trial back.
        """

    @abstractmethod
    def record_failure(self) -> None:
        """Counts a failure that came after the head: an answer that broke."""
