"""Mirroring: copies of a route's requests whose answers nobody waits for. They can't slow or fail the call itself.

A copy of a body is kept while it streams past, up to LARGEST_BODY; the mirror is called when the body has gone by
whole, and a larger one is not mirrored (docs/decisions/0033). At most MOST_IN_FLIGHT copies are under way in a runtime;
what would be one more is left out. Closing the runtime cancels them.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from application.ports.clock import Clock
from application.ports.transport import AnswerBroken, Body, Call, Transport
from domain.message.headers import Header, spelt_like
from domain.plan.plan import Mirror
from domain.upstream.failure import Failure

LARGEST_BODY = 64 * 1024  # bytes
MOST_IN_FLIGHT = 100  # in a worker, per runtime
LONGEST = 30.0  # seconds, where the mirror's upstream states no total

log = logging.getLogger("limen.mirror")


class Flights:
    """The copies under way in one runtime."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self.left_out = 0

    def start(self, transport: Transport, call: Call) -> None:
        if self._is_closed or len(self._tasks) >= MOST_IN_FLIGHT:
            self.left_out += 1
            return
        call.deadline = self._clock.monotonic() + (call.timeouts.total or LONGEST)
        task = asyncio.create_task(_flown(transport, call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@dataclass(slots=True)
class BoundMirror:
    mirror: Mirror
    transport: Transport
    kept: frozenset[bytes] = frozenset()  # headers of credentials that this upstream is not to see
    credit: float = 0.0

    def is_due(self) -> bool:
        """Turns, as with splits: a share of 10 % is every tenth call."""
        self.credit += self.mirror.share
        if self.credit < 1.0 - 1e-9:
            return False
        self.credit -= 1.0
        return True


class Mirroring:
    """The mirrors of one route."""

    def __init__(self, mirrors: Sequence[BoundMirror], flights: Flights) -> None:
        self._mirrors = tuple(mirrors)
        self._flights = flights

    def accompany(self, call: Call, caller_host: bytes) -> None:
        """Sends copies of `call` to the mirrors whose turn it is: at once, or when its body has gone by."""
        due = [bound for bound in self._mirrors if bound.is_due()]
        if not due or (call.length or 0) > LARGEST_BODY:
            return
        headers = [header for header in call.headers if header[0] != b"host"]

        def fly(body: bytes | None) -> None:
            for bound in due:
                shown = [header for header in headers if not spelt_like(header[0], bound.kept)]
                host = [(b"host", caller_host)] if bound.mirror.keeps_host else []
                self._flights.start(bound.transport, _copy(call, shown + host, bound.mirror, body))

        if call.body is None or call.length == 0:
            fly(None if call.body is None else b"")
        elif isinstance(call.body, bytes):
            if len(call.body) <= LARGEST_BODY:
                fly(call.body)
        else:
            call.body = copied(call.body, call.length, fly)


async def copied(body: Body, length: int | None, whole: Callable[[bytes], None]) -> AsyncIterator[bytes]:
    """`length` is the announced one. `whole` hears of the body with its last byte; of a larger or broken one, never."""
    kept: list[bytes] = []
    size = 0
    async for chunk in body:
        size += len(chunk)
        if size <= LARGEST_BODY:
            kept.append(chunk)
        else:
            kept.clear()
        if size == length:  # whoever sends a known length does not ask for the end
            whole(b"".join(kept))
        yield chunk
    if length is None and size <= LARGEST_BODY:
        whole(b"".join(kept))


def _copy(call: Call, headers: list[Header], mirror: Mirror, body: bytes | None) -> Call:
    length = None if body is None else len(body)
    return replace(call, headers=headers, timeouts=mirror.timeouts, body=body, length=length)


async def _flown(transport: Transport, call: Call) -> None:
    """Reads the answer to its end, so that the connection can be used again; the deadline ends a long one."""
    try:
        answer = await transport.send(call)
        if isinstance(answer, Failure):
            log.debug("a mirrored call failed: %s %s", answer.kind.name, answer.why)
            return
        try:
            async for _ in answer.chunks():
                pass
        finally:
            await answer.release()
    except AnswerBroken as broken:
        log.debug("a mirrored answer broke off: %s", broken.failure.why)
    except Exception:
        log.exception("a mirrored call failed in the gateway")
