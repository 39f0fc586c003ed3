"""The brake: whoever presents too many bad credentials is refused for a while, and what they present is not looked at.

Counted by neighbourhood, from its first failure on; when a window has as many as are allowed, the pause begins. Nothing
in a pause is counted, so it always ends; a success forgives nothing. What a caller has proved before is not for the
brake: whoever asks it recalls that first, so that one bad client behind an address does not shut out all the others
(docs/decisions/0082). Bounded: the neighbourhood that has not failed for longest is forgotten. One worker's own.

Use: recall what is known to be good; `objection`; look; `failed` where it was bad.
"""

import logging
from math import ceil, inf

from application.ports.clock import Clock
from domain.identity.failures import FailureTerms, neighbourhood
from domain.message.reason import TOO_MANY_FAILURES
from domain.message.refusal import Refusal

MOST = 10_000  # neighbourhoods that are remembered

log = logging.getLogger("limen.brake")


class Suspect:
    __slots__ = ("failures", "since", "until")

    def __init__(self, since: float) -> None:
        """Both times are of Clock.monotonic."""
        self.since = since
        self.failures = 0
        self.until = -inf  # the end of the pause


class Brake:
    def __init__(self, terms: FailureTerms, clock: Clock, most: int = MOST) -> None:
        self._terms = terms
        self._clock = clock
        self._most = most
        self._suspects: dict[str, Suspect] = {}  # whoever failed last comes last

    def objection(self, client: str) -> Refusal | None:
        """Why nothing that comes from `client` (an address) is looked at now."""
        found = self._suspects.get(neighbourhood(client)) if self._suspects else None
        left = found.until - self._clock.monotonic() if found else 0.0
        if left <= 0:
            return None
        return Refusal(TOO_MANY_FAILURES, f"paused: {neighbourhood(client)}", ((b"retry-after", b"%d" % ceil(left)),))

    def failed(self, client: str) -> None:
        """A bad credential came from `client`."""
        place, now = neighbourhood(client), self._clock.monotonic()
        suspect = self._suspects.pop(place, None) or Suspect(now)
        self._suspects[place] = suspect
        if now < suspect.until:
            return  # it was under way when the pause began
        if now - suspect.since >= self._terms.within:
            suspect.since, suspect.failures = now, 0
        suspect.failures += 1
        if suspect.failures >= self._terms.allowed:
            self._pause(place, suspect, now)
        if len(self._suspects) > self._most:
            del self._suspects[next(iter(self._suspects))]

    def _pause(self, place: str, suspect: Suspect, now: float) -> None:
        log.warning("%s presented %d bad credentials: paused for %g s", place, suspect.failures, self._terms.pause)
        suspect.until = now + self._terms.pause
        suspect.since, suspect.failures = suspect.until, 0
