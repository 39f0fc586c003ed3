"""Addresses of a target that is written as an IP: nothing is asked, and nothing can change."""

import ipaddress
import socket
from collections.abc import Sequence

from adapters.transport.addresses import Addresses, AddrInfo


class FixedAddresses(Addresses):
    def __init__(self, ip: str, port: int) -> None:
        self._all = (addr_info(ip, port),)
        self._current = frozenset((self._all[0][4][0],))

    async def all(self) -> Sequence[AddrInfo]:
        return self._all

    def current(self) -> frozenset[str]:
        return self._current

    async def close(self) -> None:
        """Nothing is kept open."""


def addr_info(ip: str, port: int) -> AddrInfo:
    """With the IP in the spelling that getpeername uses, so that the two can be compared."""
    if ":" in ip:
        return socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (_spelt(socket.AF_INET6, ip), port, 0, 0)
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (_spelt(socket.AF_INET, ip), port)


def literal(host: str) -> str | None:
    """The IP that a target's host is; None for a name. IPv6 stands in brackets."""
    ip = host.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(ip)
    except ValueError:
        return None
    return ip


def _spelt(family: socket.AddressFamily, ip: str) -> str:
    return socket.inet_ntop(family, socket.inet_pton(family, ip))
