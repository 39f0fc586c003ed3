"""Addresses of a name that is followed: asked for again whenever its answer's time ends, for as long as it is used.

Used: `all` and `current` both count, for a gateway that only ever reuses connections must follow the name too. While
the name is followed, callers get what is known at once and never wait; asking happens behind their backs. A name that
nobody used for a while is left alone, and the next caller waits for a fresh answer: the old address may be anybody's.

Failing: a name that was once found keeps its last addresses, whatever the servers say (docs/decisions/0061). One that
was never found is refused, and asked for at most once in `first_retry`. One question is in flight; whoever waits for it
shares it, and whoever gives up does not stop it for the others.
"""

import asyncio
import logging
from collections.abc import Sequence
from math import inf

from adapters.transport.addresses import Addresses, AddrInfo
from adapters.transport.following_terms import FollowingTerms
from adapters.transport.lookup import Found, Lookup
from application.ports.clock import Clock

log = logging.getLogger("limen.dns")

DEFAULT_TERMS = FollowingTerms()


class FollowingAddresses(Addresses):
    def __init__(self, name: str, lookup: Lookup, clock: Clock, terms: FollowingTerms = DEFAULT_TERMS) -> None:
        self._name = name
        self._lookup = lookup
        self._clock = clock
        self._terms = terms
        self._known: Sequence[AddrInfo] = ()
        self._current: frozenset[str] | None = None
        self._good_for = terms.shortest  # seconds, of the last answer
        self._used_at = -inf
        self._failed_at = -inf
        self._failures = 0  # in a row
        self._why = ""  # of the last failure
        self._is_closed = False
        self._follower: asyncio.Task[None] | None = None
        self._answered = asyncio.Event()  # the follower's first question was; until then nobody knows

    async def all(self) -> Sequence[AddrInfo]:
        self._use()
        if not self._answered.is_set():
            await self._answered.wait()
        if self._is_closed:
            raise OSError(f"{self._name}: no longer looked up, this is closed")
        if not self._known:
            raise OSError(f"{self._name}: {self._why}")
        return self._known

    def current(self) -> frozenset[str] | None:
        """None of them while a name that was left alone is asked for again: no old connection is known to be right."""
        if self._current is not None:
            self._use()
            return self._current if self._answered.is_set() else frozenset()
        return None

    async def close(self) -> None:
        self._is_closed = True
        self._answered.set()
        if self._follower is not None:
            self._follower.cancel()
            await asyncio.wait({self._follower})
        await self._lookup.close()

    def _use(self) -> None:
        """Needs a running loop, for it may begin to follow."""
        self._used_at = self._clock.monotonic()
        if self._is_closed or (self._follower is not None and not self._follower.done()):
            return
        if self._used_at - self._failed_at >= self._terms.first_retry:
            self._answered.clear()
            self._follower = asyncio.create_task(self._follow(), name=f"following {self._name}")

    async def _follow(self) -> None:
        await self._ask()
        self._answered.set()
        while self._known:
            await self._clock.sleep(self._terms.pause(self._failures) if self._failures else self._good_for)
            if self._clock.monotonic() - self._used_at >= max(self._terms.idle, self._good_for):
                return
            await self._ask()

    async def _ask(self) -> None:
        try:
            found = await self._lookup.find()
        except Exception as problem:  # noqa: BLE001  a bug in a driver must not end the following, nor leave who waits
            self._fail(str(problem) if isinstance(problem, OSError) else f"{type(problem).__name__}: {problem}")
        else:
            self._adopt(found)

    def _adopt(self, found: Found) -> None:
        if self._failures:
            log.info("%s resolves now", self._name)
        self._failures, self._failed_at = 0, -inf
        self._known = found.addresses
        self._current = frozenset(address[4][0] for address in found.addresses)
        self._good_for = self._terms.rest(found.ttl)

    def _fail(self, why: str) -> None:
        self._failures += 1
        self._failed_at, self._why = self._clock.monotonic(), why
        if self._failures == 1:
            kept = f", keeping {', '.join(sorted(self._current))}" if self._current else ""
            log.warning("%s does not resolve: %s%s", self._name, why, kept)
