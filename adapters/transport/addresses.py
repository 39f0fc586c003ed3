"""Addresses: where a target's name leads to now."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

# As aiohappyeyeballs and socket.getaddrinfo give: family, type, protocol, canonical name, address of a socket.
AddrInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]


class Addresses(Protocol):
    @abstractmethod
    async def all(self) -> Sequence[AddrInfo]:
        """At once when known; at least one. Raises OSError where the name has none."""

    @abstractmethod
    def current(self) -> frozenset[str] | None:
        """The IPs known now; None: not resolved yet. An idle connection to another IP isn't reused."""

    @abstractmethod
    async def close(self) -> None:
        """Whoever waits in `all` gets an OSError."""
