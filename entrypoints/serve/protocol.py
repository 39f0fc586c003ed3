"""uvicorn's HTTP protocol, with what a gateway needs of its server: a way to cut a connection, and word of draining."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from entrypoints.http.proxy import CUT


class GatewayProtocol(HttpToolsProtocol):
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope[CUT] = self._cut  # type: ignore[literal-required]  # ours, beside ASGI's own

    def _cut(self) -> None:
        """Closes with a reset, so that even a reader who waits for the connection's end sees a failure."""
        if self.cycle is not None:
            self.cycle.disconnected = True  # the answer is over, and uvicorn has nothing to complain of
        self.transport.abort()

    def shutdown(self) -> None:
        self.config.loaded_app.drain()
        super().shutdown()
