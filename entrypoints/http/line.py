"""Line: what ASGI has no word for, asked of the connection of one WebSocket (entrypoints/serve/websocket.py is one)."""

from abc import abstractmethod
from typing import Protocol

LINE = "limen.line"  # in the scope
BROKEN = "limen.broken"  # in a disconnect: the Broken that it was


class Line(Protocol):
    signs: int  # of life: grows with whatever the caller sends

    @abstractmethod
    def allow(self, message_limit: int) -> None:
        """How many bytes a message of the caller's may have; before the first one."""

    @abstractmethod
    def abort(self) -> None:
        """Cuts the connection."""
