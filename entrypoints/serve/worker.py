"""Our gunicorn worker: uvicorn with uvloop and our protocol; adds nothing to answers and trusts no header by itself.

It accepts connections itself (accepting.py), in the place of the loop's own server.
"""

import asyncio
import signal
import socket
import sys
from functools import partial
from typing import Any, ClassVar

from gunicorn.arbiter import Arbiter
from uvicorn.config import Config
from uvicorn.server import Server
from uvicorn_worker import UvicornWorker

from entrypoints.control.liaison import Liaison
from entrypoints.serve.accepting import Acceptor
from entrypoints.serve.admin import AdminServer
from entrypoints.serve.collecting import settle
from entrypoints.serve.ledger import Ledger
from entrypoints.serve.protocol import GatewayProtocol
from entrypoints.serve.websocket import GatewayWebSocket

# Below gunicorn's graceful timeout: otherwise one hung request would skip the lifespan's shutdown.
GRACEFUL_SECONDS = 25


class GatewayWorker(UvicornWorker):  # type: ignore[misc]  # it has no types
    CONFIG_KWARGS: ClassVar[dict[str, Any]] = {
        "loop": "uvloop",
        "http": GatewayProtocol,
        "ws": GatewayWebSocket,
        "lifespan": "on",
        "timeout_graceful_shutdown": GRACEFUL_SECONDS,
        "server_header": False,
        "date_header": False,  # the upstream's own goes through
        "proxy_headers": False,  # domain/message/forwarding.py decides whom to believe
        "access_log": False,
    }

    async def _serve(self) -> None:
        self.config.app = self.wsgi
        server = SharingServer(self.config, self.app.ledger, self.age)
        server.liaison = Liaison(self.app.way, self.wsgi.inside, self.app.edition, server.stop)
        server.admin = AdminServer(self.app.admin, server.liaison) if self.app.admin is not None else None
        # uvicorn's own would note it where nobody looks; by SIGQUIT gunicorn tells that a SIGINT has come to it alone.
        asyncio.get_running_loop().add_signal_handler(signal.SIGQUIT, server.stop)
        await server.serve(sockets=self.sockets)
        if not server.started:
            sys.exit(Arbiter.WORKER_BOOT_ERROR)


class SharingServer(Server):
    """uvicorn's server, with acceptors; `worker` is the number that the ledger knows it by."""

    liaison: Liaison
    admin: AdminServer | None

    def __init__(self, config: Config, ledger: Ledger, worker: int) -> None:
        super().__init__(config)
        self._ledger, self._worker = ledger, worker
        self._acceptors: list[Acceptor] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])
        make: Any = self.config.http_protocol_class
        protocol = partial(
            make, config=self.config, server_state=self.server_state, app_state=self.lifespan.state, _loop=None
        )
        self._acceptors = [
            Acceptor(sock, protocol, self._connections, self._ledger, self._worker) for sock in sockets or ()
        ]
        settle()
        self.servers.extend(self._acceptors)  # type: ignore[arg-type]  # all that is asked of one is to be closed
        await self.liaison.start()
        if self.admin is not None:
            await self.admin.start()

    def stop(self) -> None:
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        if not self.should_exit:
            for acceptor in self._acceptors:
                acceptor.write()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before uvicorn tells the connections: with none open, nobody else would say it, and one that is being accepted
        # at this moment would be kept like any other, until the time to stop is over.
        self.config.loaded_app.drain()
        self.liaison.close()
        if self.admin is not None:
            self.admin.close()
        await super().shutdown(sockets)

    def _connections(self) -> int:
        return len(self.server_state.connections)
