"""Reading revocations on, into the snapshot that requests are held against.

What is new is added to the snapshot. A list that is read from its beginning makes another one, which takes the place
of the old one when it is complete: until then the old one holds. More than MOST in force are too many: then the list
counts as unreadable, and what is known stays as it is.
"""

import asyncio
import logging

from application.ports.clock import Clock
from application.ports.revocation import Batch, RevocationList, RevocationsUnreadable
from domain.identity.revocation import MOST, Revocations

TIDY_AFTER = 60.0  # seconds: forgetting what is past means looking at all
PIECE = 500  # taken over in one go: a millisecond of the event loop

_log = logging.getLogger("limen.revocation")


class RevocationReading:
    def __init__(self, source: RevocationList, clock: Clock, *, accepts_unnamed: bool, most: int = MOST) -> None:
        self._source = source
        self._clock = clock
        self._accepts_unnamed = accepts_unnamed
        self._most = most
        self.known = self._none()
        self._next: Revocations | None = self._none()  # of a list that is being read from its beginning
        self._tidied_at = clock.monotonic()

    async def read_on(self) -> str | None:
        """Takes over all that is new; or says why it could not. Never raises."""
        try:
            return await self._read_on()
        except Exception as error:  # noqa: BLE001  a bug in an adapter must not end the following
            _log.exception("revocations were not read: an adapter raised")
            self.start_over()
            return f"{type(error).__name__} in the adapter"

    async def close(self) -> None:
        await self._source.close()

    async def _read_on(self) -> str | None:
        while not isinstance(batch := await self._source.read(), RevocationsUnreadable):
            await self._take(batch)
            if self._is_full():
                self.start_over()
                return f"more than {self._most} are in force"
            if not batch.has_more:
                self.known, self._next = self._next or self.known, None
                return None
        return batch.why

    async def _take(self, batch: Batch) -> None:
        if batch.is_whole:
            self._next = self._none()
        taking, now = self._next or self.known, self._clock.now()
        for start in range(0, len(batch.revocations), PIECE):
            for one in batch.revocations[start : start + PIECE]:
                taking.add(one, now)
            await asyncio.sleep(0)

    def _is_full(self) -> bool:
        taking, moment = self._next or self.known, self._clock.monotonic()
        if moment >= self._tidied_at + TIDY_AFTER or taking.count() > self._most:
            self._tidied_at = moment
            taking.drop(self._clock.now())
        return taking.count() > self._most

    def start_over(self) -> None:
        """Not while a look is under way."""
        self._source.rewind()
        self._next = self._none()

    def _none(self) -> Revocations:
        return Revocations(accepts_unnamed=self._accepts_unnamed)
