"""A breaker in plain Python, which can also be opened and closed by hand."""

from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.transport import Answer
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.health import BreakerTerms, Health
from tests.fakes.clock import FakeClock


class FakeBreaker(Breaker):
    def __init__(self, terms: BreakerTerms | None = None, clock: Clock | None = None) -> None:
        self._terms = terms or BreakerTerms()
        self._clock = clock or FakeClock()
        self._health = Health(self._terms)
        self._period = 0  # odd: paused, even: closed
        self._until = 0.0
        self._has_trial = False
        self.failures_recorded = 0  # after the head

    @property
    def is_open(self) -> bool:
        return self._period % 2 == 1

    def open(self) -> None:
        self._period += not self.is_open
        self._until = self._clock.monotonic() + self._terms.cooldown

    def close(self) -> None:
        self._period += self.is_open
        self._health.reset()

    def admit(self) -> int | Failure:
        """A ticket is the period that it was given in."""
        wait = self._until - self._clock.monotonic()
        if self.is_open and (wait > 0 or self._has_trial):
            return Failure(FailureKind.CIRCUIT_OPEN, retry_after=max(0.0, wait))
        self._has_trial = self.is_open
        return self._period

    def judge(self, ticket: int, outcome: Answer | Failure) -> None:
        self.give_back(ticket)
        if ticket == self._period:
            self._learn(outcome)

    def give_back(self, ticket: int) -> None:
        self._has_trial = self._has_trial and ticket != self._period

    def record_failure(self) -> None:
        self.failures_recorded += 1
        if not self.is_open:
            self._count(failed=True)

    def _learn(self, outcome: Answer | Failure) -> None:
        if isinstance(outcome, Failure) and not outcome.kind.blames_the_upstream:
            return
        failed = isinstance(outcome, Failure) or outcome.status in (502, 503, 504)
        if not self.is_open:
            self._count(failed=failed)
        elif failed:
            self.open()
        else:
            self.close()

    def _count(self, *, failed: bool) -> None:
        self._health.record(failed=failed)
        if self._health.is_ill:
            self.open()
