"""The raw ASGI door: proxied traffic goes from the server to the gateway and back, beside FastAPI and not through it.

Reads the scope into a Head, writes a Reply as messages. A body that breaks off after its head cuts the connection: a
clean end would pass half an answer off as a whole one.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from application.gateway import Gateway
from application.ports.transport import AnswerBroken, Body
from application.reply import Reply
from domain.message.framing import announced_body
from domain.message.head import Head
from entrypoints.http.inlet import Inlet

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
CUT = "limen.cut"  # in the scope: what closes the connection at once (entrypoints/serve/protocol.py)


class Proxy:
    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  an ASGI application runs in a task
        inlet = Inlet(receive, task.cancel)
        try:
            await self._served(scope, inlet, send)
        except asyncio.CancelledError:
            if not inlet.is_deserted:
                raise
            task.uncancel()  # it was the inlet's doing: the caller left, and the call upstream is freed
        finally:
            inlet.close()

    async def _served(self, scope: Scope, inlet: Inlet, send: Send) -> None:
        head = read_head(scope)
        if announced_body(head.named) is None:
            inlet.watch()
        reply = await self._gateway.handle(head, inlet.chunks())
        try:
            await _write(reply, send)
        except AnswerBroken as broken:
            reply.broken(broken.failure)
            scope.get(CUT, _nothing)()
        except asyncio.CancelledError:
            reply.deserted()
            raise
        finally:
            inlet.close()  # first: an ASGI server says "disconnect" of a finished answer too
            await reply.release()


def read_head(scope: Scope) -> Head:
    client = scope.get("client")
    return Head(
        scope["method"],
        scope["raw_path"],
        scope["query_string"],
        scope["headers"],
        scheme=scope["scheme"],
        peer=client[0] if client else "",
        version=scope.get("http_version", "1.1"),
    )


async def _write(reply: Reply, send: Send) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    chunks = reply.chunks()
    if chunks is None:
        reply.exchange.bytes_out = len(reply.body)
        await send({"type": "http.response.body", "body": reply.body})
        return
    await _stream(chunks, reply, send)
    await send({"type": "http.response.body", "body": b""})


async def _stream(chunks: Body, reply: Reply, send: Send) -> None:
    async for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        reply.exchange.bytes_out += len(chunk)


def _nothing() -> None:
    """Another server than ours closes the connection by itself when an application returns before the body's end."""
