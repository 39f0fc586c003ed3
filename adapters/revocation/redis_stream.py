"""Revocations in a stream of Redis: an entry a message, read on from the last one that was read.

    XADD limen:revoked '*' jti 4f1c… until 1795694400

A stream is read on at the cost of what is new, whatever it holds; it needs no counter that a writer might forget, and
no connection that is told of changes and may have missed one. What leaves the stream, trimmed or lost with its server,
stays known to who has read it. Nothing is tried again here: the next look is a few seconds away.
"""

import asyncio
from typing import Any, cast

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from adapters.revocation.entries import NotUnderstood, read_entry, written_entry
from application.ports.revocation import Batch, RevocationList, RevocationsUnreadable
from domain.identity.revocation import Revocation
from domain.identity.revocation_terms import RevocationTerms

MANY = 200  # messages in one answer: two milliseconds of the event loop
LONGEST = 1.0  # seconds for one answer, connecting included

Message = tuple[bytes, dict[bytes, bytes]]


class RedisRevocationStream(RevocationList):
    def __init__(self, terms: RevocationTerms, longest: float = LONGEST, many: int = MANY) -> None:
        self._stream = terms.stream
        self._place = terms.location
        self._longest = longest
        self._many = many
        self._last = b"0-0"  # the id of the last message that was taken over
        self._redis = Redis.from_url(
            terms.location,
            username=terms.username,
            password=terms.password.value if terms.password else None,
            socket_timeout=longest,
            socket_connect_timeout=longest,
            retry=Retry(NoBackoff(), 0),  # with the default ones a dead server costs seconds
        )

    async def read(self) -> Batch | RevocationsUnreadable:
        try:
            async with asyncio.timeout(self._longest):
                messages = await self._messages(b"(" + self._last)
                if not messages and await self._is_another():
                    messages = await self._messages(b"-")
            revocations = tuple(map(_revocation, messages))
        except Exception as error:  # noqa: BLE001  redis-py lets its own, OSError, ValueError and plain TimeoutError out
            return RevocationsUnreadable(self._why(error))
        if messages:
            self._last = messages[-1][0]
        return Batch(revocations, has_more=len(messages) == self._many)

    def rewind(self) -> None:
        self._last = b"0-0"

    async def add(self, revocation: Revocation) -> str | None:
        words: dict[Any, Any] = {**written_entry(revocation)}
        try:
            async with asyncio.timeout(self._longest):
                await self._redis.xadd(self._stream, words)
        except Exception as error:  # noqa: BLE001  the same
            return self._why(error)
        return None

    async def close(self) -> None:
        await self._redis.aclose()

    async def _messages(self, start: bytes) -> list[Message]:
        return cast(list[Message], await self._redis.xrange(self._stream, start, b"+", self._many))

    async def _is_another(self) -> bool:
        """Whether it ends before what was read last: a stream begun anew, by a server whose clock is behind."""
        newest = cast(list[Message], await self._redis.xrevrange(self._stream, count=1))
        return bool(newest) and _order(newest[0][0]) < _order(self._last)

    def _why(self, error: Exception) -> str:
        return f"{self._stream} at {self._place}: {' '.join(str(error).split()) or type(error).__name__}"


def _order(number: bytes) -> tuple[int, int]:
    """Of a message's id: milliseconds, and a number within one."""
    moment, _, place = number.partition(b"-")
    return int(moment), int(place)


def _revocation(message: Message) -> Revocation:
    number, fields = message
    try:
        return read_entry({name.decode(): word.decode() for name, word in fields.items()})
    except ValueError as why:
        raise NotUnderstood(f"message {number.decode()} is no revocation: {why}; take it out with XDEL") from why
