"""Asking a server that misbehaves: bounded in size and time, led nowhere, and asked again only where that is safe."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.lookups.aiohttp_service import LARGEST, Question, Said, Service
from application.ports.unavailable import Unavailable
from domain.spec.asking import AskingTerms

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
HURRIED = AskingTerms(connect=0.2, total=0.3)


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


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, app = Server(), web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    async with TestServer(app) as real:
        server.origin = str(real.make_url("/")).removesuffix("/")
        yield server


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    service = Service("the service", AskingTerms())
    yield service
    await service.close()


async def ask(service: Service, address: str) -> Said | Unavailable:
    return await service.ask(lambda: Question("GET", address))


async def why(service: Service, address: str) -> str:
    outcome = await ask(service, address)
    assert isinstance(outcome, Unavailable)
    return outcome.why


async def test_what_is_said_is_brought(server: Server, service: Service) -> None:
    server.always(body=b"[]", content_type="application/json")
    said = await ask(service, server.origin)
    assert said == Said(200, "application/json", b"[]")
    assert isinstance(said, Said)
    assert said.is_json


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(server: Server, service: Service, status: int) -> None:
    server.always(status=status, headers={"Location": "/elsewhere"})
    said = await ask(service, server.origin)
    assert isinstance(said, Said)
    assert (said.status, len(server.asked)) == (status, 1)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 502, 503, 504])
async def test_a_server_that_fails_or_refuses_us_is_to_blame(server: Server, service: Service, status: int) -> None:
    server.always(status=status)
    outcome = await ask(service, server.origin)
    assert isinstance(outcome, Unavailable)
    assert (str(status) in outcome.why, outcome.blames_the_service) == (True, True)


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_so_much_is_read_and_one_byte_more_is_not(server: Server, service: Service, is_chunked: bool) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        response = web.Response(body=body)
        if is_chunked:
            response.enable_chunked_encoding()
        return response

    server.answer = answer
    body = b" " * LARGEST
    assert isinstance(await ask(service, server.origin), Said)
    body += b" "
    assert "more than" in await why(service, server.origin)


async def test_a_compressed_answer_is_not_unfolded(server: Server, service: Service) -> None:
    server.always(body=gzip.compress(b" " * 2**20), headers={"Content-Encoding": "gzip"})
    assert "compression" in await why(service, server.origin)
    assert server.asked[0].headers["Accept-Encoding"] == "identity"


async def test_a_server_that_is_silent_or_drips_is_given_up(server: Server) -> None:
    async def silent(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    async def drips(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    service = Service("the service", HURRIED)
    for server.answer in (silent, drips):
        assert "no answer within 0.3 s" in await why(service, server.origin)
    await service.close()


async def test_a_server_that_takes_no_connection_is_given_up_sooner() -> None:
    """A listening socket whose queue is full: the handshake never ends."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        full = [socket.socket() for _ in range(3)]
        for one in full:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        service = Service("the service", AskingTerms(connect=0.1, total=20))
        assert await why(service, address) == "the service: no connection within 0.1 s"
        await service.close()
        for one in full:
            one.close()


async def test_cookies_are_not_kept_and_the_environment_names_no_proxy(
    server: Server, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.always(headers={"Set-Cookie": "a=b"})
    address = server.origin.replace("127.0.0.1", "localhost")
    assert isinstance(await ask(service, address), Said)
    assert isinstance(await ask(service, address), Said)
    assert [dict(request.cookies) for request in server.asked] == [{}, {}]


async def test_a_connection_is_used_again(server: Server, service: Service) -> None:
    server.always()
    for _ in range(3):
        await ask(service, server.origin)
    peers = {request.transport.get_extra_info("peername") for request in server.asked if request.transport}
    assert len(peers) <= 1


@pytest.mark.parametrize("answers", [1, 0])
async def test_a_connection_that_closes_as_it_is_used_is_tried_once_more(service: Service, answers: int) -> None:
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        with suppress(asyncio.IncompleteReadError):
            for _ in range(answers):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await reader.readuntil(b"\r\n\r\n")
        writer.close()

    made: list[Question] = []

    def question() -> Question:
        made.append(Question("POST", address, form={"a": "b"}))
        return made[-1]

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as raw:
        address = f"http://127.0.0.1:{raw.sockets[0].getsockname()[1]}/"
        outcomes = [await service.ask(question) for _ in range(2)]
    if answers:
        assert all(isinstance(one, Said) for one in outcomes)
        assert (connections, len(made)) == (2, 3)  # each time the question is made anew
    else:
        assert all(isinstance(one, Unavailable) for one in outcomes)
        assert (connections, len(made)) == (4, 4)


@pytest.mark.parametrize("address", ["", "no address", "http://", "http://[::1", "ftp://127.0.0.1/", "http://a:99999/"])
async def test_an_address_that_is_none_is_said_and_not_raised(service: Service, address: str) -> None:
    assert await why(service, address)


async def test_a_port_where_nobody_listens_is_asked_once(service: Service) -> None:
    assert "ClientConnectorError" in await why(service, "http://127.0.0.1:9/")


async def test_a_closed_service_opens_nothing_again(server: Server, service: Service) -> None:
    server.always()
    await service.close()
    assert await why(service, server.origin) == "the service: closed"
    assert server.asked == []


async def test_a_cancelled_question_is_cancelled(server: Server, service: Service) -> None:
    server.always()
    asking = asyncio.create_task(ask(service, server.origin))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
