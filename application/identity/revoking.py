"""Revoking: what has been revoked, kept at hand, so that no request waits for where it is kept.

A task reads the list on every few seconds. What it said last is believed for `stale_for`; after that, and before the
first time, the terms decide: guarded requests are refused, or go on with what is known. Its age is looked at by whoever
asks, so that a read that hangs is noticed too.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf

from application.identity.authentication import refused
from application.identity.revocation_reading import RevocationReading
from application.ports.clock import Clock
from application.ports.revocation import RevocationList
from domain.identity.principal import Principal
from domain.identity.revocation_terms import RevocationTerms
from domain.message.reason import REVOCATION_UNAVAILABLE, TOKEN_REVOKED
from domain.message.refusal import Refusal

UNAVAILABLE = refused(REVOCATION_UNAVAILABLE, "the revocations were not read for too long")
Watcher = tuple[Principal, Callable[[], None]]

_log = logging.getLogger("limen.revocation")


def following(source: RevocationList, terms: RevocationTerms, clock: Clock) -> "Revoking":
    return Revoking(RevocationReading(source, clock, accepts_unnamed=terms.accepts_unnamed), terms, clock)


class Revoking:
    def __init__(self, reading: RevocationReading, terms: RevocationTerms, clock: Clock) -> None:
        self._reading = reading
        self._terms = terms
        self._clock = clock
        self._believed_until = -inf  # of Clock.monotonic
        self._watchers: dict[int, Watcher] = {}
        self._following: asyncio.Task[None] | None = None
        self._tried = asyncio.Event()
        self._is_failing = self._is_over_time = False  # as the log has been told
        self._was_read = False
        self._is_to_read_anew = False

    def objection(self, principal: Principal) -> Refusal | None:
        """The hot path: why the principal is not let in, though its credential is good by itself."""
        why = self._reading.known.objection(principal)
        if why is not None:
            return refused(TOKEN_REVOKED, why)
        is_stale = self._clock.monotonic() >= self._believed_until
        return UNAVAILABLE if is_stale and not self._terms.fails_open else None

    @property
    def is_stale(self) -> bool:
        return self._clock.monotonic() >= self._believed_until

    @property
    def holds_up(self) -> bool:
        """Whether nothing guarded can be let in, because nothing was ever read."""
        return not self._was_read and not self._terms.fails_open

    @contextmanager
    def watching(self, principal: Principal, end: Callable[[], None]) -> Iterator[None]:
        """Meanwhile `end` is called, once or more, when `principal` is found to be revoked."""
        watcher = (principal, end)
        self._watchers[id(watcher)] = watcher
        try:
            self._tell(watcher)
            yield
        finally:
            del self._watchers[id(watcher)]

    def read_anew(self) -> None:
        """The next look is at the whole list: what was taken out of it is forgotten. Until then what is known holds."""
        self._is_to_read_anew = True

    def warm(self) -> None:
        """Begins to follow the list. Needs a running loop."""
        self._following = asyncio.create_task(self._follow(), name="revocations")

    async def tried(self) -> None:
        """Waits until the list has been read for the first time, or could not be."""
        await self._tried.wait()

    async def close(self) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})
        await self._reading.close()

    async def _follow(self) -> None:
        while True:
            began = self._clock.monotonic()
            if self._is_to_read_anew:  # here, where no look is under way
                self._is_to_read_anew = False
                self._reading.start_over()
            problem = await self._reading.read_on()
            self._say(problem)
            if problem is None:
                self._believed_until, self._was_read = began + self._terms.stale_for, True
            for watcher in tuple(self._watchers.values()):
                self._tell(watcher)
            self._tried.set()
            await self._clock.sleep(self._terms.every)

    def _tell(self, watcher: Watcher) -> None:
        principal, end = watcher
        if self._reading.known.objection(principal) is not None:
            end()

    def _say(self, problem: str | None) -> None:
        """A line when it begins, one when it has lasted too long, one when it is over."""
        if problem is not None and not self._is_failing:
            _log.warning("revocations were not read: %s; what is known holds for %s s", problem, self._terms.stale_for)
            self._is_failing, self._is_over_time = True, False
        if self._is_failing and self.is_stale and not self._is_over_time:
            _log.error("revocations were not read for too long: %s", self._consequence())
            self._is_over_time = True
        if problem is None and self._is_failing:
            _log.info("revocations are read again")
            self._is_failing = False

    def _consequence(self) -> str:
        return "what is known still holds" if self._terms.fails_open else "guarded requests are refused"
