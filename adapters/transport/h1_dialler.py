"""Opens connections to one target: Happy Eyeballs (RFC 8305) over its addresses, then TLS where it is https."""

import asyncio
import socket
import ssl
from functools import cache

from aiohappyeyeballs import start_connection

from adapters.transport.addresses import Addresses
from adapters.transport.h1_connection import H1Connection, Home
from adapters.transport.upstream_socket import upstream_socket
from application.ports.clock import Clock
from domain.upstream.target import Target

_HEAD_START = 0.25  # seconds for an address before the next is tried as well


@cache
def system_tls() -> ssl.SSLContext:
    """The system's certificates, read once a process."""
    made = ssl.create_default_context()
    made.set_alpn_protocols(["http/1.1"])
    return made


class H1Dialler:
    def __init__(self, target: Target, clock: Clock, addresses: Addresses, tls: ssl.SSLContext | None) -> None:
        self._origin = target.origin
        self._clock = clock
        self._addresses = addresses
        is_secure = target.scheme == "https"
        self._tls = (tls or system_tls()) if is_secure else None
        self._name = target.host.strip("[]") if is_secure else None

    async def dial(self, home: Home) -> H1Connection:
        """Raises OSError."""
        loop = asyncio.get_running_loop()
        infos = await self._addresses.all()
        opened = await start_connection(
            infos, happy_eyeballs_delay=_HEAD_START, loop=loop, socket_factory=upstream_socket
        )
        connection = H1Connection(loop, home, self._origin, self._clock)
        try:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.address = _peer(opened)
            await loop.create_connection(lambda: connection, sock=opened, ssl=self._tls, server_hostname=self._name)
        except BaseException:
            opened.close()
            raise
        return connection


def _peer(opened: socket.socket) -> str:
    try:
        return str(opened.getpeername()[0])
    except OSError:  # it has hung up already, which is not a failure to connect
        return ""
