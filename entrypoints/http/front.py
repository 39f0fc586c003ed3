"""The front: which of the doors a call goes to, and the process's life as ASGI tells it.

Few paths are the gateway's own (domain/plan/matchers.py reserves them); all else is proxied traffic and never enters
FastAPI. Nor does a question about health: whoever restarts or balances the process waits for no page. The choice looks
at the raw path, so that no encoding of a path chooses another door than it names.
"""

from collections.abc import Awaitable, Callable

from application.edge import Edge
from application.gateway import Gateway
from domain.plan.matchers import OWN_PATHS
from entrypoints.control.inside import Inside
from entrypoints.http.proxy import Receive, Scope, Send
from entrypoints.http.vitals import METHODS, PATHS

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_OWN = frozenset(path.encode("ascii") for path in OWN_PATHS)
_OWN_BELOW = tuple(path + b"/" for path in sorted(_OWN))


class Front:
    """`start` opens the gateway and raises if it cannot; `stop` lets calls end and closes it; `drain` only says so."""

    def __init__(
        self,
        proxy: Application,
        websockets: Application,
        vitals: Application,
        pages: Application,
        *,
        start: Callable[[], Awaitable[None]],
        stop: Callable[[], Awaitable[None]],
        drain: Callable[[], None],
        edge: Edge,
        gateway: Gateway | None = None,
        inside: Inside | None = None,
    ) -> None:
        """`gateway` is for servers that need no ASGI for it; None: all comes by ASGI. `inside` is for the master."""
        self._proxy = proxy
        self._websockets = websockets
        self._vitals = vitals
        self._pages = pages
        self._start = start
        self._stop = stop
        self._drain = drain
        self.is_draining = False
        self.edge = edge
        self._gateway = gateway
        self.inside = inside

    def drain(self) -> None:
        """Said by the server when it stops: calls inside still end, readiness is over."""
        self.is_draining = True
        self._drain()

    def gateway_for(self, path: bytes) -> Gateway | None:
        """The gateway, where a request to `path` may go to it directly."""
        return None if path in _OWN or path.startswith(_OWN_BELOW) else self._gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._door(scope["raw_path"], scope["method"])(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._websockets(scope, receive, send)

    def _door(self, path: bytes, method: str) -> Application:
        if not (path in _OWN or path.startswith(_OWN_BELOW)):
            return self._proxy
        return self._vitals if path in PATHS and method in METHODS else self._pages

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self._start()
        except Exception as error:  # told to the server, which ends the process
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stop()
        await send({"type": "lifespan.shutdown.complete"})
