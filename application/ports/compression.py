"""Compression: one answer's body under one content coding (RFC 9110, 8.4.1), piece by piece. Pure CPU; nothing waits.

Nothing is held back: what has come out so far decodes to all that went in, so that a line of a stream is there at once.
A body that breaks off is never ended, so that it does not look whole.
"""

from abc import abstractmethod
from typing import Protocol


class Compressor(Protocol):
    """A fresh one for each body. After `end` it is used up."""

    @abstractmethod
    def take(self, piece: bytes) -> bytes:
        """The whole of `piece`, which is not empty, compressed and flushed; never empty."""

    @abstractmethod
    def end(self) -> bytes:
        """What marks the end; never empty."""
