"""The caller's side of an ASGI call: the body as it arrives, and word of the caller's leaving.

ASGI has one channel for both, so there is one reader at a time: the body until its end, then the watch. Before the
body's end nobody needs to watch: whoever reads it hears of a disconnect as a fault of the body.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from application.ports.transport import CallerBodyFault
from domain.upstream.failure import FailureKind

Receive = Callable[[], Any]


class Inlet:
    def __init__(self, receive: Receive, leave: Callable[[], object]) -> None:
        self._receive = receive
        self._leave = leave  # called once, when the caller has gone after its request was whole
        self._watch: asyncio.Task[None] | None = None
        self.is_deserted = False
        self.is_untouched = True  # nothing was read of the body

    async def chunks(self) -> AsyncIterator[bytes]:
        self.is_untouched = False
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.is_deserted = True
                raise CallerBodyFault(FailureKind.CALLER_BODY, "the caller left while its body was read")
            if message["body"]:
                yield message["body"]
            if not message.get("more_body", False):
                break
        self.watch()

    def watch(self) -> None:
        """Starts looking out for the caller's leaving: at the body's end, or at once where there is none."""
        if self._watch is None:
            self._watch = asyncio.create_task(self._until_gone())

    def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.is_deserted = True
        self._leave()
