"""Speaking ASGI to an application in the same process: its life, and one call at a time."""

import asyncio
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from application.decisions.question import asked
from domain.message.headers import Headers
from entrypoints.http.front import Application


@dataclass(slots=True)
class Response:
    status: int = 0
    headers: Headers = field(default_factory=list)
    body: bytes = b""


async def call(app: Application, method: str, url: str, headers: Headers, body: bytes, *, peer: str) -> Response:
    """Raises what the application raises."""
    scope = _scope(method, url, headers, peer)
    response, left = Response(), asyncio.Event()
    incoming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if incoming:
            return incoming.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            response.status, response.headers = message["status"], list(message["headers"])
        else:
            response.body += message.get("body", b"")

    try:
        await app(scope, receive, send)
    finally:
        left.set()
    return response


def _scope(method: str, url: str, headers: Headers, peer: str) -> dict[str, Any]:
    question = asked(method, url)
    path, _, query = question.target.partition(b"?")
    has_host = any(name == b"host" for name, _ in headers)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": question.scheme,
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": query,
        "headers": headers if has_host else [*question.headers, *headers],
        "client": (peer, 50000),
        "server": ("127.0.0.1", 8080),
        "root_path": "",
    }


class Lifespan:
    """The application is started, and stopped at the end. Raises what it says is wrong."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._lived())
        await self._said.put({"type": "lifespan.startup"})
        heard = await self._heard.get()
        if heard["type"] != "lifespan.startup.complete":
            await self._task
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._said.put({"type": "lifespan.shutdown"})
        await self._task

    async def _lived(self) -> None:
        await self._app({"type": "lifespan", "asgi": {"version": "3.0"}}, self._said.get, self._hear)

    async def _hear(self, message: Any) -> None:
        await self._heard.put(message)
