"""Channel: one side of an open WebSocket, whole messages in and out.

Fragments are put together and pings are answered by the adapter, on its own hop. A side that has ended takes no more:
sending to it does nothing, since `receive` tells how it ended, after every message that came before the end.
"""

from abc import abstractmethod
from typing import Protocol

from domain.message.closing import Close, End

Message = str | bytes


class Channel(Protocol):
    signs: int  # of life: grows with whatever the other side sends, pings and parts of messages included

    @abstractmethod
    async def receive(self) -> Message | End:
        """The next message, or how this side ended: then that, however often it is asked. One waits at a time."""

    @abstractmethod
    async def send(self, message: Message) -> None:
        """Returns when there is room for another: a slow reader is waited for."""

    @abstractmethod
    async def close(self, close: Close) -> None:
        """After the last send. Sends the close unless this side has ended, waits a few seconds for that, then cuts."""
