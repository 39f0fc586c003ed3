"""uvicorn's HTTP protocol, with what a gateway needs of its server: a way to cut a connection, and a gentle drain.

uvicorn closes every connection that has no call inside when it stops. One that was accepted a moment ago may have its
request on the way: closing it then is a reset for a caller who did nothing wrong. So such a connection stays for a
moment, and a request that comes is answered and told that the connection ends.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from entrypoints.http.proxy import CUT

MOMENT = 1.0  # seconds


class GatewayProtocol(HttpToolsProtocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if self._is_draining():
            self.shutdown()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope[CUT] = self._cut  # type: ignore[literal-required]  # ours, beside ASGI's own

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if self._is_draining() and not self._is_idle():
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        self.config.loaded_app.drain()
        if self._is_idle():
            self.loop.call_later(MOMENT, self._close_if_idle)
        else:
            super().shutdown()

    def _cut(self) -> None:
        """Closes with a reset, so that even a reader who waits for the connection's end sees a failure."""
        if self.cycle is not None:
            self.cycle.disconnected = True  # the answer is over, and uvicorn has nothing to complain of
        self.transport.abort()

    def _is_draining(self) -> bool:
        return bool(self.config.loaded_app.is_draining)

    def _is_idle(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None until a first request; uvicorn's types don't say so
        return cycle is None or cycle.response_complete

    def _close_if_idle(self) -> None:
        if self._is_idle() and not self.transport.is_closing():
            self.transport.close()
