"""Compressing: a route's answers go out compressed, piece by piece, and a broken one without its end."""

import pytest

from application.ports.transport import AnswerBroken
from application.reply import Reply
from domain.message.headers import first, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import FakeTransport, ScriptedAnswer
from tests.unit.application.house import ORDERS, House

CONFIG = """
version: 1
server: {compress: {min_size: 4B}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
routes:
  squeezed: {match: "/squeezed", to: orders, require: public}
  plain: {match: "/plain", to: orders, require: public, compress: false}
"""
TEXT = [(b"content-type", b"text/plain"), (b"content-length", b"6"), (b"etag", b'"v1"')]
GZIP = [(b"accept-encoding", b"gzip")]
SCRIPT = ScriptedAnswer(headers=TEXT, chunks=(b"one", b"two"))


async def asked(house: House, method: str = "GET", target: bytes = b"/squeezed", *, script: ScriptedAnswer) -> Reply:
    house.opening.transports[ORDERS].outcomes = [script]
    return await house.ask(method, target, headers=GZIP)


async def pieces(reply: Reply) -> list[bytes]:
    chunks = reply.chunks()
    assert chunks is not None
    return [chunk async for chunk in chunks]


@pytest.fixture
async def house() -> House:
    return House(CONFIG)


async def test_each_piece_goes_out_compressed_when_it_arrives(house: House) -> None:
    reply = await asked(house, script=SCRIPT)
    assert await pieces(reply) == [b"3<one>", b"3<two>", b"."]
    assert first(reply.headers, b"content-encoding") == b"gzip"
    assert first(reply.headers, b"content-length") is None
    assert first(reply.headers, b"etag") == b'W/"v1"'


async def test_a_route_may_keep_its_answers_as_they_are(house: House) -> None:
    reply = await asked(house, target=b"/plain", script=SCRIPT)
    assert await pieces(reply) == [b"one", b"two"]
    assert values(reply.headers, b"vary") == []


async def test_a_refusal_is_not_compressed(house: House) -> None:
    house.opening.transports[ORDERS] = FakeTransport(Failure(FailureKind.CONNECT))
    reply = await house.ask("GET", b"/nowhere", headers=GZIP)
    assert reply.body.startswith(b"{")
    assert first(reply.headers, b"content-encoding") is None


async def test_the_answer_to_a_head_has_the_head_of_a_compressed_one_and_opens_no_compressor(house: House) -> None:
    reply = await asked(house, "HEAD", script=ScriptedAnswer(headers=TEXT))
    assert await pieces(reply) == []
    assert first(reply.headers, b"content-encoding") == b"gzip"
    assert first(reply.headers, b"content-length") is None
    assert house.opening.compressors == []


async def test_a_broken_answer_breaks_compressed_and_is_never_ended(house: House) -> None:
    reply = await asked(
        house, script=ScriptedAnswer(headers=TEXT, chunks=(b"half",), breaks=Failure(FailureKind.RESET))
    )
    chunks = reply.chunks()
    assert chunks is not None
    assert await anext(aiter(chunks)) == b"4<half>"
    with pytest.raises(AnswerBroken):
        await anext(aiter(chunks))
    assert not house.opening.compressors[0].has_ended


async def test_releasing_the_reply_releases_the_answer(house: House) -> None:
    reply = await asked(house, script=SCRIPT)
    await reply.release()
    assert house.opening.transports[ORDERS].answers[0].is_released
