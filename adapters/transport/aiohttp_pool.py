"""The pool of connections to one target: aiohttp's connector, without its session.

A ClientSession alters what passes (it drops an empty query and header bytes that are not UTF-8, gives DELETE a length),
repeats requests, waits for ever after a 103, and serves a stray answer of a pooled connection to the next call;
tests/contract/transport has a test for each. The connector is what a proxy wants of aiohttp: DNS, Happy
Eyeballs, TLS, keep-alive.
"""

import asyncio
from ssl import SSLContext

from aiohttp import ClientConnectionError, ClientRequest, ClientTimeout, ServerDisconnectedError
from aiohttp.connector import Connection
from yarl import URL

from adapters.transport.aiohttp_handler import TellingConnector
from adapters.transport.aiohttp_wire import Wire
from domain.upstream.target import Target

# Below what common upstreams keep (uvicorn, Node and Apache 5 s, nginx 75 s): nothing is repeated, so a request that
# meets an upstream's closing connection is a 502.
KEEP_ALIVE = 4.0
DNS_TTL = 10  # seconds; short, because a stale address sends callers to a target that is gone
_STALE_IN_A_ROW = 8


class AiohttpPool:
    """Is made inside the running loop."""

    def __init__(self, target: Target, tls: SSLContext | None) -> None:
        loop = asyncio.get_running_loop()
        self._connector = TellingConnector(limit=target.connections, keep_alive=KEEP_ALIVE, dns_ttl=DNS_TTL, tls=tls)
        # The connector knows where to by a request. It only reads the address, so that one serves every call.
        self._where = ClientRequest("GET", URL(f"{target.scheme}://{target.host}:{target.port}/"), loop=loop)
        self._wires: set[Wire] = set()

    async def take(self, patience: float) -> Wire:
        """A connection in at most `patience` seconds, the queue for one included. Raises CONNECT_PROBLEMS."""
        limits = ClientTimeout(connect=patience, ceil_threshold=patience)  # else aiohttp rounds up to whole seconds
        for _ in range(_STALE_IN_A_ROW):
            wire = self._wire(await self._connect(limits))
            if not wire.has_spoken_out_of_turn():
                return wire
            wire.free(reusable=False)  # nothing was written to it: another may take its place
        raise ClientConnectionError("the upstream answers before it is asked")

    async def close(self) -> None:
        for wire in list(self._wires):
            wire.free(reusable=False)  # the connector would flush first, and wait for it
        await self._connector.close()

    async def _connect(self, limits: ClientTimeout) -> Connection:
        try:
            return await self._connector.connect(self._where, [], limits)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling() or not self._connector.closed:
                raise
            raise ClientConnectionError("the pool was closed") from None  # aiohttp cancels whoever waits in its queue

    def _wire(self, connection: Connection) -> Wire:
        socket = connection.transport
        if socket is None:
            connection.close()
            raise ServerDisconnectedError("the upstream hung up as soon as it was reached")
        wire = Wire(connection, socket, self._wires.discard)
        self._wires.add(wire)
        return wire
