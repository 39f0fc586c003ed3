"""Tunnel: two channels, and a pump each way, until a side ends, nothing moves any more, or the gateway ends it.

A pump takes the next message when the last one has found room, so that a slow reader slows the writer and nothing piles
up here. Knows neither ASGI nor sockets.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from application.ports.clock import Clock
from application.ports.websocket import Channel, Message
from domain.message.closing import GOING_AWAY, POLICY, End, Ending, ended_by_caller, ended_by_gateway, ended_by_upstream
from domain.message.reason import TOKEN_EXPIRED

Work = Callable[[], Awaitable[Ending]]
IDLE = "idle"
LOOKS = 4  # in one idle time: silence ends a tunnel at most a quarter late


class Tunnel:
    def __init__(self, caller: Channel, upstream: Channel, clock: Clock) -> None:
        self._caller = caller
        self._upstream = upstream
        self._clock = clock
        self._ending: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._sent = 0  # messages that found room: a sign of life too
        self.bytes_in = self.bytes_out = 0

    def end(self, ending: Ending) -> None:
        """The first one counts."""
        if not self._ending.done():
            self._ending.set_result(ending)

    async def run(self, *, idle: float, expires_at: float | None) -> Ending:
        """Seconds, and a moment of Clock.now. Whatever a side has sent before its end is sent on before it is told."""
        works: list[Work] = [self._pump_in, self._pump_out, partial(self._watch_silence, idle)]
        if expires_at is not None:
            works.append(partial(self._watch_expiry, expires_at))
        tasks = [asyncio.create_task(self._until_ended(work)) for work in works]
        try:
            ending = await self._ending
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        await asyncio.gather(self._upstream.close(ending.upstream), self._caller.close(ending.caller))
        return ending

    async def _until_ended(self, work: Work) -> None:
        try:
            self.end(await work())
        except Exception as problem:
            if not self._ending.done():
                self._ending.set_exception(problem)
            else:
                raise

    async def _pump_in(self) -> Ending:
        while not isinstance(message := await self._caller.receive(), End):
            self.bytes_in += _size(message)
            await self._upstream.send(message)
            self._sent += 1
        return ended_by_caller(message)

    async def _pump_out(self) -> Ending:
        while not isinstance(message := await self._upstream.receive(), End):
            self.bytes_out += _size(message)
            await self._caller.send(message)
            self._sent += 1
        return ended_by_upstream(message)

    async def _watch_silence(self, idle: float) -> Ending:
        seen, looks = -1, 0
        while looks < LOOKS:
            signs = self._sent + self._caller.signs + self._upstream.signs
            seen, looks = signs, looks + 1 if signs == seen else 0
            await self._clock.sleep(idle / LOOKS)
        return ended_by_gateway(GOING_AWAY, IDLE)

    async def _watch_expiry(self, moment: float) -> Ending:
        while (left := moment - self._clock.now()) > 0:
            await self._clock.sleep(left)
        return ended_by_gateway(POLICY, TOKEN_EXPIRED.name)


def _size(message: Message) -> int:
    return len(message) if isinstance(message, bytes) or message.isascii() else len(message.encode())
