"""The transport of `auto`: our own for calls, aiohttp's for the handshakes of WebSockets, which it does better.

That one is imported and opened when the first handshake asks for it: most targets see none.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from application.ports.transport import Answer, Call, Transport
from domain.upstream.failure import Failure


class AutoTransport(Transport):
    def __init__(self, calls: Transport, open_handshakes: Callable[[], Transport]) -> None:
        self._calls = calls
        self._open_handshakes = open_handshakes
        self._handshakes: Transport | None = None
        self._is_closed = False

    def send(self, call: Call) -> Coroutine[Any, Any, Answer | Failure]:
        if call.message_limit is None or self._is_closed:
            return self._calls.send(call)
        if self._handshakes is None:
            self._handshakes = self._open_handshakes()
        return self._handshakes.send(call)

    async def close(self) -> None:
        self._is_closed = True  # and what is closed sends nothing, whatever is asked
        await self._calls.close()
        if self._handshakes is not None:
            await self._handshakes.close()
