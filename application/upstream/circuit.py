"""A circuit: whether a service is worth asking now. While it is known to be dead nobody asks, and nobody waits.

After several failures in a row, or a high share of them (domain/upstream/health.py), it is left alone for a while; then
one question at a time finds out whether it is back. Questions from before a pause count as nothing.
"""

from application.ports.clock import Clock
from domain.upstream.health import BreakerTerms, Health

_MOMENT = 1.0  # seconds, while somebody is finding out


class Circuit:
    def __init__(self, terms: BreakerTerms, clock: Clock) -> None:
        self._terms = terms
        self._clock = clock
        self._health = Health(terms)
        self._period = 0  # grows with each pause and each recovery
        self._is_closed = True
        self._reopens_at = 0.0
        self._has_trial = False

    def pause(self) -> float | None:
        """For how many seconds nobody is to ask; None: ask, and say how it went."""
        if self._is_closed:
            return None
        left = self._reopens_at - self._clock.monotonic()
        if left > 0:
            return left
        return _MOMENT if self._has_trial else None

    def begun(self) -> int:
        """Of a question that is asked now; what it gives is for `ended`."""
        self._has_trial = not self._is_closed
        return self._period

    def ended(self, period: int, *, failed: bool | None) -> bool:
        """None: the outcome tells nothing of the service. Whether this began a pause."""
        if period != self._period:
            return False
        self._has_trial = False
        if failed is None:
            return False
        if not self._is_closed:
            return self._tried(failed=failed)
        self._health.record(failed=failed)
        return self._health.is_ill and self._opened()

    def _tried(self, *, failed: bool) -> bool:
        if failed:
            return self._opened()
        self._period += 1
        self._is_closed = True
        self._health.reset()
        return False

    def _opened(self) -> bool:
        self._period += 1
        self._is_closed = False
        self._reopens_at = self._clock.monotonic() + self._terms.cooldown
        return True
