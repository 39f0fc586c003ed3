"""Callers with tokens: each keeps one connection, asks, waits for the answer, pauses, and asks again."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Seen:
    status: int  # 0: no answer
    reason: str
    seconds: float
    of: object  # what `tokens` said of the token


Tokens = Callable[[], tuple[str, object]]  # the next token, and a word on it; without one, `/open` is asked for


async def call_until(
    over: asyncio.Event, port: int, tokens: Tokens, take: Callable[[Seen], None], callers: int, pause: float
) -> None:
    """Until `over` is set and the last answer is in."""

    async def caller(number: int) -> None:
        await asyncio.sleep(pause * number / callers)  # not all in step
        connection = Connection(port)
        while not over.is_set():
            take(await connection.ask(*tokens()))
            await asyncio.sleep(pause)
        connection.close()

    await asyncio.gather(*(caller(number) for number in range(callers)))


class Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, token: str, of: object) -> Seen:
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, body = await self._exchange(token)
        except (OSError, EOFError, TimeoutError) as problem:
            self.close()
            return Seen(0, repr(problem), time.monotonic() - began, of)
        reason = "" if status == 200 else str(json.loads(body).get("reason"))
        return Seen(status, reason, time.monotonic() - began, of)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _exchange(self, token: str) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        asked = f"/orders HTTP/1.1\r\nauthorization: Bearer {token}" if token else "/open HTTP/1.1"
        writer.write(f"GET {asked}\r\nhost: shop.example\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        _, _, rest = head.lower().partition(b"\r\ncontent-length: ")
        body = await reader.readexactly(int(rest.partition(b"\r\n")[0]))
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return int(head[9:12]), body
