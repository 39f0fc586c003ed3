"""Fetching over HTTP from a server that misbehaves: bounded in size and time, led nowhere, and counted."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.keys.aiohttp_jwks import AiohttpDiscoverySource, AiohttpJwksSource
from application.ports.keys import KeySet, KeysUnavailable

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
MEBIBYTE = 1024 * 1024


class Server:
    """Answers every path by one function, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.answer: Answering | None = None
        self.origin = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        assert self.answer is not None
        return await self.answer(request)

    def always(self, **response: object) -> None:
        async def answer(_request: web.Request) -> web.Response:
            return web.Response(**response)  # type: ignore[arg-type]

        self.answer = answer

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, app = Server(), web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    async with TestServer(app) as real:
        server.origin = str(real.make_url("/")).removesuffix("/")
        yield server


@pytest.fixture
async def source(server: Server) -> AsyncIterator[AiohttpJwksSource]:
    source = AiohttpJwksSource(f"{server.origin}/jwks")
    yield source
    await source.close()


@pytest.fixture
async def hurried(server: Server) -> AsyncIterator[AiohttpJwksSource]:
    source = AiohttpJwksSource(f"{server.origin}/jwks", longest=0.3)
    yield source
    await source.close()


async def why(source: AiohttpJwksSource | AiohttpDiscoverySource) -> str:
    outcome = await source.fetch()
    assert isinstance(outcome, KeysUnavailable)
    return outcome.why


@pytest.mark.parametrize("status", [201, 204, 301, 302, 303, 307, 308, 304, 400, 404, 429, 500, 503])
async def test_only_a_200_brings_keys_and_no_redirect_is_followed(
    server: Server, source: AiohttpJwksSource, status: int
) -> None:
    server.always(status=status, headers={"Location": "/elsewhere"})
    assert str(status) in await why(source)
    assert server.paths == ["/jwks"]


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_a_mebibyte_is_read_and_one_byte_more_is_not(
    server: Server, source: AiohttpJwksSource, is_chunked: bool
) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        response = web.Response(body=body)
        if is_chunked:
            response.enable_chunked_encoding()
        return response

    server.answer = answer
    body = b" " * MEBIBYTE
    assert await source.fetch() == KeySet(body)
    body += b" "
    assert "more than" in await why(source)


async def test_a_compressed_answer_is_not_unfolded(server: Server, source: AiohttpJwksSource) -> None:
    server.always(body=gzip.compress(b" " * 5 * MEBIBYTE), headers={"Content-Encoding": "gzip"})
    assert "compression" in await why(source)
    assert server.asked[0].headers["Accept-Encoding"] == "identity"


async def test_a_server_that_never_answers_is_given_up(server: Server, hurried: AiohttpJwksSource) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = answer
    assert "longer than 0.3 s" in await why(hurried)


async def test_a_body_that_drips_is_given_up(server: Server, hurried: AiohttpJwksSource) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    server.answer = answer
    assert "longer than 0.3 s" in await why(hurried)


async def test_cookies_are_not_kept(server: Server) -> None:
    server.always(body=b"{}", headers={"Set-Cookie": "a=b"})
    source = AiohttpJwksSource(server.origin.replace("127.0.0.1", "localhost"))  # aiohttp keeps none of an IP address
    await source.fetch()
    await source.fetch()
    await source.close()
    assert [dict(request.cookies) for request in server.asked] == [{}, {}]


async def test_the_environment_names_no_proxy(
    server: Server, source: AiohttpJwksSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    server.always(body=b"{}")
    assert await source.fetch() == KeySet(b"{}")


async def test_a_lost_connection_is_not_tried_again_behind_our_back() -> None:
    connections = 0

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as raw:
        source = AiohttpJwksSource(f"http://127.0.0.1:{raw.sockets[0].getsockname()[1]}/jwks")
        assert "ServerDisconnectedError" in await why(source)
        assert connections == 1
        await source.close()


@pytest.mark.parametrize("address", ["", "no address", "http://", "http://[::1", "ftp://127.0.0.1/", "http://a:99999/"])
async def test_an_address_that_is_none_is_said_and_not_raised(address: str) -> None:
    source = AiohttpJwksSource(address)
    assert await why(source)
    await source.close()


async def test_a_closed_source_opens_nothing_again(server: Server, source: AiohttpJwksSource) -> None:
    server.always(body=b"{}")
    await source.close()
    assert await why(source) == "closed"
    assert server.asked == []


async def test_a_cancelled_fetch_is_cancelled(server: Server, source: AiohttpJwksSource) -> None:
    """A value for it would let a closing gateway go on."""
    server.always(body=b"{}")
    fetch = asyncio.create_task(source.fetch())
    await asyncio.sleep(0)
    fetch.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetch
