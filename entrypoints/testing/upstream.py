"""Upstreams in memory: a function in the place of a service, or just what it answers; and what it was asked."""

import inspect
import json as formats
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

from application.ports.transport import Answer, Body, Call, CallerBodyFault, Transport, pieces_of
from domain.message.headers import Headers
from domain.upstream.failure import Failure, FailureKind


@dataclass(frozen=True, slots=True)
class Received:
    """A request as the service gets it."""

    upstream: str
    method: str
    path: str  # without the query
    query: str
    headers: Mapping[str, str]  # names in lower case; of several with one name the last
    body: bytes = b""

    def json(self) -> object:
        return formats.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Handler = Callable[[Received], object]  # what it answers with, or an awaitable of that


def reply(status: int = 200, *, json: object = None, text: str = "", headers: Mapping[str, str] | None = None) -> Reply:
    """An answer of JSON, where there is any, else of text."""
    if json is not None:
        return Reply(status, {"content-type": "application/json", **(headers or {})}, formats.dumps(json).encode())
    return Reply(status, {"content-type": "text/plain; charset=utf-8", **(headers or {})}, text.encode())


def down(kind: str = "connect") -> Failure:
    """In the place of an answer: `connect`, `connect_timeout`, `reset`, `invalid`, `idle_timeout` or `deadline`."""
    return Failure(FailureKind[kind.upper()], "a test said so")


class MemoryAnswer(Answer):
    def __init__(self, said: Reply, target: str) -> None:
        self.status = said.status
        self.headers: Headers = [(b"content-length", b"%d" % len(said.body))]
        self.headers += [(name.lower().encode("latin-1"), value.encode()) for name, value in said.headers.items()]
        self.target = target
        self._body = said.body

    async def chunks(self) -> AsyncIterator[bytes]:
        if self._body:
            yield self._body

    async def release(self) -> None:
        """There is nothing to free."""


class MemoryTransport(Transport):
    def __init__(self, upstream: str, address: str, handler: object, calls: list[Received]) -> None:
        self._upstream = upstream
        self._address = address
        self._handler = handler
        self._calls = calls

    async def send(self, call: Call) -> Answer | Failure:
        try:
            body = await _whole(call.body)
        except CallerBodyFault as fault:
            return Failure(fault.kind, fault.why)
        path, _, query = call.target.decode("latin-1").partition("?")
        headers = {name.decode("latin-1"): value.decode("utf-8", "replace") for name, value in call.headers}
        received = Received(self._upstream, call.method, path, query, headers, body)
        self._calls.append(received)
        said = self._handler(received) if callable(self._handler) else self._handler
        done = await said if inspect.isawaitable(said) else said
        return done if isinstance(done, Failure) else MemoryAnswer(_reply(done), self._address)

    async def close(self) -> None:
        """Nothing is open."""


async def _whole(body: Body | bytes | None) -> bytes:
    return b"" if body is None else b"".join([piece async for piece in pieces_of(body)])


def _reply(said: object) -> Reply:
    match said:
        case Reply():
            return said
        case int():
            return Reply(said)
        case bytes():
            return Reply(body=said)
        case str():
            return reply(text=said)
        case dict() | list():
            return reply(json=said)
    raise TypeError(f"an upstream answers with a Reply, text, bytes, JSON, a status or down(), not {said!r}")
