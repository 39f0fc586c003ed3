"""The raw ASGI door for WebSockets: the handshake goes through the gateway's rooms, and what they say is answered.

A refusal is a whole HTTP answer (ASGI's extension `websocket.http.response`); an upgrade is accepted, and runs until
its tunnel ends. A caller who leaves before that frees the call upstream.
"""

import asyncio

from application.gateway import Gateway
from application.ports.transport import AnswerBroken, Body
from application.reply import Reply
from application.upstream.upgrade import Upgrade
from domain.message.head import Head
from entrypoints.http.caller import Caller
from entrypoints.http.line import LINE, Line
from entrypoints.http.proxy import Message, Receive, Scope, Send

_SCHEMES = {"ws": "http", "wss": "https"}


class WebSocketDoor:
    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect, which says nothing more than the scope
        arrival = asyncio.ensure_future(receive())
        try:
            outcome = await self._shaken(_head(scope), arrival)
            if isinstance(outcome, Upgrade):
                await self._run(outcome, Caller(arrival, receive, send, scope[LINE]), scope[LINE], send)
            elif outcome is not None:
                await _reply(outcome, send, scope[LINE])
        finally:
            arrival.cancel()

    async def _shaken(self, head: Head, arrival: "asyncio.Task[Message]") -> Upgrade | Reply | None:
        """None where the caller left before there was an outcome; the call upstream is ended then."""
        upgrading = asyncio.ensure_future(self._gateway.upgrade(head))
        try:
            await asyncio.wait((upgrading, arrival), return_when=asyncio.FIRST_COMPLETED)
            if upgrading.done() or arrival.result()["type"] != "websocket.disconnect":
                return await asyncio.shield(upgrading)
        except asyncio.CancelledError:
            await _abandon(upgrading)
            raise
        await _abandon(upgrading)
        return None

    async def _run(self, upgrade: Upgrade, caller: Caller, line: Line, send: Send) -> None:
        try:
            line.allow(upgrade.message_limit)
            await send({"type": "websocket.accept", "subprotocol": upgrade.subprotocol, "headers": upgrade.headers})
            await self._gateway.run(upgrade, caller)
        except (asyncio.CancelledError, OSError):
            upgrade.deserted()
            line.abort()
            raise
        finally:
            await upgrade.release()


async def _abandon(upgrading: "asyncio.Task[Upgrade | Reply]") -> None:
    upgrading.cancel()
    await asyncio.wait((upgrading,))
    if not upgrading.cancelled():  # it was done in the same moment
        outcome = upgrading.result()
        outcome.deserted()
        await outcome.release()


async def _reply(reply: Reply, send: Send, line: Line) -> None:
    try:
        await send({"type": "websocket.http.response.start", "status": reply.status, "headers": reply.headers})
        async for chunk in reply.chunks() or _whole(reply):
            await send({"type": "websocket.http.response.body", "body": chunk, "more_body": True})
            reply.exchange.bytes_out += len(chunk)
        await send({"type": "websocket.http.response.body", "body": b""})
    except AnswerBroken as broken:
        reply.broken(broken.failure)
        line.abort()
    except (asyncio.CancelledError, OSError):
        reply.deserted()
        raise
    finally:
        await reply.release()


async def _whole(reply: Reply) -> Body:
    yield reply.body


def _head(scope: Scope) -> Head:
    client = scope.get("client")
    return Head(
        "GET",
        scope["raw_path"],
        scope["query_string"],
        scope["headers"],
        scheme=_SCHEMES[scope["scheme"]],
        peer=client[0] if client else "",
    )
