"""A channel in memory, and the other end of it: what the other side says, hears, and how it leaves."""

import asyncio
from collections import deque

from application.ports.websocket import Channel, Message
from domain.message.closing import Broken, Close, End


class FakePeer:
    """The other side. `heard` is what it was sent, the close last."""

    def __init__(self) -> None:
        self.heard: list[Message | Close] = []
        self._said: deque[Message | End] = deque()
        self._something = asyncio.Event()
        self.reads = asyncio.Event()  # cleared: it takes one message more, then none
        self.reads.set()
        self.signs = 0

    async def say(self, *messages: Message) -> None:
        for message in messages:
            self._add(message)

    async def close(self, close: Close) -> None:
        self._add(close)

    async def vanish(self) -> None:
        self._add(Broken.LOST)

    async def ping(self) -> None:
        self.signs += 1

    async def next(self) -> Message | End:
        while not self._said:
            self._something.clear()
            await self._something.wait()
        found = self._said[0]
        return found if isinstance(found, End) else self._said.popleft()

    def _add(self, said: Message | End) -> None:
        self.signs += 1
        self._said.append(said)
        self._something.set()


class FakeChannel(Channel):
    def __init__(self, message_limit: int = 1_000) -> None:
        self.peer = FakePeer()
        self._limit = message_limit
        self._end: End | None = None

    @property
    def signs(self) -> int:  # type: ignore[override]  # read only: the peer counts
        return self.peer.signs

    async def receive(self) -> Message | End:
        if self._end is not None:
            return self._end
        said = await self.peer.next()
        if not isinstance(said, End) and len(said) > self._limit:
            said = Broken.TOO_LARGE
        if isinstance(said, End):
            self._end = said
        return said

    async def send(self, message: Message) -> None:
        if self._end is None:
            self.peer.heard.append(message)
            await self.peer.reads.wait()

    async def close(self, close: Close) -> None:
        if not isinstance(self._end, Close) and self._end is not Broken.LOST:
            self.peer.heard.append(close)
