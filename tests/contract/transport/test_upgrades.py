"""A call for a WebSocket: what is asked of an upstream, and which of its answers is one."""

import base64
import hashlib

import pytest

from application.ports.transport import Call
from domain.upstream.failure import FailureKind
from tests.contract.transport.adapters import WITH_WEBSOCKETS, Make
from tests.fakes.calls import answer_of, call, failure_of, read
from tests.fakes.reaching import OpenTo
from tests.fakes.upstream import Peer, answers

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@pytest.fixture(params=list(WITH_WEBSOCKETS.values()), ids=list(WITH_WEBSOCKETS))
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def asking() -> Call:
    asked = call(headers=[(b"origin", b"https://shop.example"), (b"sec-websocket-protocol", b"chat")])
    asked.message_limit = 1_000
    return asked


def proof(request: bytes) -> bytes:
    _, _, rest = request.partition(b"sec-websocket-key: ")
    return base64.b64encode(hashlib.sha1(rest.partition(b"\r\n")[0] + GUID).digest())


class Switches:
    """Says 101 with these fields, `PROOF` replaced, then bytes of frames."""

    def __init__(self, fields: bytes, frames: bytes = b"") -> None:
        self._fields = fields
        self._frames = frames

    async def __call__(self, peer: Peer) -> None:
        request = await peer.request()
        head = b"HTTP/1.1 101 Switching Protocols\r\n" + self._fields.replace(b"PROOF", proof(request)) + b"\r\n"
        await peer.say(head + self._frames)
        await peer.until_closed()


GOOD = b"Connection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Accept: PROOF\r\n"


async def test_a_handshake_asks_for_version_13_with_a_key_of_its_own_and_no_extension(open_to: OpenTo) -> None:
    transport, upstream = await open_to(Switches(GOOD))
    for _ in range(2):
        await answer_of(await transport.send(asking())).release()
    first, second = (request.lower() for request in upstream.requests)
    for field in (b"connection: upgrade", b"upgrade: websocket", b"sec-websocket-version: 13", b"origin: https://shop"):
        assert first.count(field) == 1
    assert b"sec-websocket-protocol: chat" in first
    assert b"extensions" not in first
    assert proof(upstream.requests[0]) != proof(upstream.requests[1])
    assert second


async def test_a_message_that_comes_with_the_head_is_not_lost(open_to: OpenTo) -> None:
    transport, _ = await open_to(Switches(GOOD, b"\x81\x02hi\x82\x01\x00"))
    answer = answer_of(await transport.send(asking()))
    assert answer.channel is not None
    assert [await answer.channel.receive(), await answer.channel.receive()] == ["hi", b"\x00"]
    await answer.release()


@pytest.mark.parametrize(
    "fields",
    [
        b"Connection: Upgrade\r\nUpgrade: websocket\r\n",
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n",
        b"Connection: Upgrade\r\nUpgrade: h2c\r\nSec-WebSocket-Accept: PROOF\r\n",
        b"Upgrade: websocket\r\nSec-WebSocket-Accept: PROOF\r\n",
        GOOD + b"Sec-WebSocket-Extensions: permessage-deflate\r\n",
    ],
    ids=["no proof", "wrong proof", "another protocol", "no connection", "an extension"],
)
async def test_a_101_that_agrees_to_something_else_is_no_answer(open_to: OpenTo, fields: bytes) -> None:
    transport, _ = await open_to(Switches(fields))
    assert failure_of(await transport.send(asking())).kind is FailureKind.INVALID


async def test_any_other_answer_is_one_in_http(open_to: OpenTo) -> None:
    transport, _ = await open_to(answers(b"HTTP/1.1 403 No\r\ncontent-length: 2\r\n\r\nno"))
    answer = answer_of(await transport.send(asking()))
    assert (answer.status, answer.channel) == (403, None)
    assert await read(answer) == b"no"


async def test_a_101_that_was_not_asked_for_is_no_answer(open_to: OpenTo) -> None:
    transport, _ = await open_to(Switches(GOOD))
    assert failure_of(await transport.send(call())).kind is FailureKind.INVALID
