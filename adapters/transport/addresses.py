"""Addresses of one target: where its name leads at the moment."""

import asyncio
import socket
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol

from aiohappyeyeballs import AddrInfoType

AddrInfo = AddrInfoType
TTL = 10.0  # seconds; short, because a stale address sends callers to a target that is gone


class Addresses(Protocol):
    @abstractmethod
    async def all(self) -> Sequence[AddrInfo]:
        """At once when known. Raises OSError where the name has none."""

    @abstractmethod
    def current(self) -> frozenset[str] | None:
        """The IPs that are known now; None: not resolved yet. An idle connection to another one is not reused."""

    @abstractmethod
    async def close(self) -> None: ...


AddressesOf = Callable[[str, int], Addresses]  # of a target's host, as it is written there, and its port


class SystemAddresses(Addresses):
    """The system's resolver, which knows no TTL: asked again when an answer is TTL seconds old and one is needed."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._infos: Sequence[AddrInfo] = ()
        self._current: frozenset[str] | None = None
        self._fresh_until = 0.0

    async def all(self) -> Sequence[AddrInfo]:
        loop = asyncio.get_running_loop()
        if not self._infos or loop.time() >= self._fresh_until:
            self._infos = await self._ask(loop)
            self._current = frozenset(info[4][0] for info in self._infos)
            self._fresh_until = loop.time() + TTL
        return self._infos

    def current(self) -> frozenset[str] | None:
        return self._current

    async def close(self) -> None:
        pass

    async def _ask(self, loop: asyncio.AbstractEventLoop) -> Sequence[AddrInfo]:
        try:
            return await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        except UnicodeError as problem:  # a name that IDNA cannot encode
            raise OSError(f"no name: {problem}") from problem
