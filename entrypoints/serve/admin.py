"""The admin address in a worker: uvicorn's protocol, bounded, on a socket that all workers share."""

import asyncio
import socket
from functools import partial
from ipaddress import ip_address
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from entrypoints.admin.locality import LocalNames
from entrypoints.admin.peers import Peers
from entrypoints.http.pages import Application, Pages
from entrypoints.serve.admin_protocol import BoundedProtocol


class AdminServer:
    """Whoever stops the worker closes it."""

    def __init__(self, sock: socket.socket, peers: Peers) -> None:
        pages = Pages(partial(_built, peers))
        app: Any = LocalNames(pages) if ip_address(sock.getsockname()[0]).is_loopback else pages
        self._sock = sock
        self._state = ServerState()
        self._config = Config(
            app, http="httptools", ws="none", lifespan="off", log_config=None, access_log=False, proxy_headers=False
        )

    async def start(self) -> None:
        self._config.load()
        make = partial(BoundedProtocol, config=self._config, server_state=self._state, app_state={})
        self._server = await asyncio.get_running_loop().create_server(make, sock=self._sock)

    def close(self) -> None:
        self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()


def _built(peers: Peers) -> Application:
    """FastAPI is imported here and nowhere before."""
    from entrypoints.admin.app import build_admin  # noqa: PLC0415

    return build_admin(peers)
