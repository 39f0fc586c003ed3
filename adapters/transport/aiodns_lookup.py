"""Lookups through c-ares (aiodns): resolv.conf, its search domains and the hosts file, IPv4 and IPv6, with their TTLs.

One channel serves all names of a worker: each has a thread and an inotify instance, of which a user has 128. It is open
for as long as there is a lookup that has used it, so that nobody else has to close it.

c-ares has a cache of its own, which pycares can't switch off. It keeps "no such name" for as long as the zone says, and
"no IPv4 here" for an hour where the zone says nothing that it reads: a name that comes back would not be seen. So each
answer is followed by a reinit, which drops the cache (and reads resolv.conf anew).
"""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiodns import DNSResolver
from aiodns.error import DNSError
from pycares import AddrInfoResult, AresError

from adapters.transport.fixed_addresses import addr_info
from adapters.transport.lookup import Found, Lookup


class AiodnsChannel:
    """The channel that lookups share. Is opened in the loop that first looks up."""

    def __init__(self, nameservers: Sequence[str] = (), *, flags: int = 0, **options: Any) -> None:
        """`nameservers` in place of resolv.conf's; `flags` are ARES_AI_*; `options` are pycares.Channel's."""
        self._nameservers = nameservers
        self._flags = flags
        self._options = options
        self._users: set[object] = set()
        self._resolver: DNSResolver | None = None

    async def find(self, name: str, user: object) -> AddrInfoResult:
        self._users.add(user)
        if self._resolver is None:
            self._resolver = DNSResolver(self._nameservers, loop=asyncio.get_running_loop(), **self._options)
        resolver = self._resolver
        try:
            return await resolver.getaddrinfo(name, type=socket.SOCK_STREAM, flags=self._flags)
        finally:
            if resolver is self._resolver:
                with suppress(AresError):  # no thread to be had: the answer is good all the same
                    resolver._channel.reinit()  # noqa: SLF001  aiodns has no name for it

    async def leave(self, user: object) -> None:
        self._users.discard(user)
        if not self._users and self._resolver is not None:
            resolver, self._resolver = self._resolver, None
            await resolver.close()


class AiodnsLookup(Lookup):
    def __init__(self, name: str, port: int, channel: AiodnsChannel) -> None:
        self._name = name
        self._port = port
        self._channel = channel

    async def find(self) -> Found:
        try:
            return self._found(await self._channel.find(self._name, self))
        except DNSError as problem:
            raise OSError(problem.args[-1]) from problem
        except AresError as problem:  # no channel: a machine without memory or descriptors
            raise OSError(f"c-ares: {problem}") from problem

    async def close(self) -> None:
        await self._channel.leave(self)

    def _found(self, result: AddrInfoResult) -> Found:
        addresses = [addr_info(node.addr[0].decode(), self._port) for node in result.nodes]
        # An alias may move before what it leads to does. What comes from a hosts file says 0, as a server may.
        ttl = min([node.ttl for node in result.nodes] + [alias.ttl for alias in result.cnames])
        return Found(addresses, None if _is_local(self._name) else ttl)


def _is_local(name: str) -> bool:
    """Whether it is this machine by definition (RFC 6761, 6.3): no server is asked."""
    return name == "localhost" or name.endswith(".localhost")
