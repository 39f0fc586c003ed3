"""A breaker on aiobreaker, which holds the state (closed, open, half open); when to change it is decided here.

aiobreaker alone lets every caller through while half open, reads `utcnow()`, lets late failures prolong the pause and
never opens on a steady share of failures (docs/decisions/0007). So: one trial at a time, the injected clock, calls from
before a pause count as nothing, and `Health` says when to open.
"""

from datetime import timedelta

from aiobreaker import CircuitBreaker

from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.transport import Answer
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.health import BreakerTerms, Health

_ILL_STATUSES = frozenset((502, 503, 504))
_TRIAL = -1


class AiobreakerBreaker(Breaker):
    def __init__(self, terms: BreakerTerms, clock: Clock) -> None:
        self._terms = terms
        self._clock = clock
        self._health = Health(terms)
        self._circuit = CircuitBreaker(fail_max=terms.failures, timeout_duration=timedelta(seconds=terms.cooldown))
        self._is_closed = True  # what the circuit says, read once a call
        self._reopens_at = 0.0
        self._pauses = 0  # how many there have been: tells calls of before the last one from calls of now
        self._has_trial = False

    def admit(self) -> int | Failure:
        """A ticket is the number of pauses so far; a trial's is below nought."""
        if self._is_closed:
            return self._pauses
        wait = self._reopens_at - self._clock.monotonic()
        if wait > 0 or self._has_trial:
            return Failure(FailureKind.CIRCUIT_OPEN, "calls to this target are paused", max(0.0, wait))
        self._circuit.half_open()
        self._has_trial = True
        return _TRIAL

    def judge(self, ticket: int, outcome: Answer | Failure) -> None:
        verdict = _verdict(outcome)
        if ticket == _TRIAL:
            self._has_trial = False
            self._judge_trial(verdict=verdict)
        elif ticket == self._pauses and (verdict or (verdict is False and not self._health.is_steady)):
            self._record(failed=verdict)

    def give_back(self, ticket: int) -> None:
        if ticket == _TRIAL:
            self._has_trial = False

    def record_failure(self) -> None:
        if self._is_closed:
            self._record(failed=True)

    def _judge_trial(self, *, verdict: bool | None) -> None:
        if verdict:
            self._open()
        elif verdict is False:
            self._health.reset()
            self._circuit.close()
            self._is_closed = True

    def _record(self, *, failed: bool) -> None:
        self._health.record(failed=failed)
        if self._health.is_ill:
            self._open()

    def _open(self) -> None:
        self._pauses += 1
        self._is_closed = False
        self._reopens_at = self._clock.monotonic() + self._terms.cooldown
        self._circuit.open()


def _verdict(outcome: Answer | Failure) -> bool | None:
    """Whether the upstream failed; None if the outcome tells nothing of it."""
    if isinstance(outcome, Failure):
        return True if outcome.kind.blames_the_upstream else None
    return outcome.status in _ILL_STATUSES
