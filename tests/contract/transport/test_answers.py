"""What comes back is what the upstream said: status, headers, and the body as it is."""

import gzip

import pytest

from tests.fakes.calls import answer_of, call, read
from tests.fakes.reaching import OpenTo
from tests.fakes.upstream import Peer, answers, answers_then_hangs_up

INTERIM = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"


async def test_header_names_are_lowered_and_order_repeats_and_bytes_kept(open_to: OpenTo) -> None:
    lines = b"Set-Cookie: a=1\r\nX-Raw: caf\xe9 \xc3\xa9\r\nset-cookie:b=2\r\nContent-Length: 0\r\nX-Empty:\r\n\r\n"
    transport, upstream = await open_to(answers(b"HTTP/1.1 203 Fine\r\n" + lines))
    answer = answer_of(await transport.send(call()))
    assert (answer.status, answer.target) == (203, upstream.target.origin)
    assert answer.headers == [
        (b"set-cookie", b"a=1"),
        (b"x-raw", b"caf\xe9 \xc3\xa9"),
        (b"set-cookie", b"b=2"),
        (b"content-length", b"0"),
        (b"x-empty", b""),
    ]
    await answer.release()


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n3;x=y\r\ndef\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\ntrailer: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nabcdef",
        b"HTTP/1.0 200 OK\r\n\r\nabcdef",
        b"HTTP/1.1 200\r\nconnection: close\r\ncontent-length: 6\r\n\r\nabcdef",
        INTERIM + b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nabcdef",
    ],
)
async def test_a_body_is_read_to_its_end_however_it_is_framed(open_to: OpenTo, said: bytes) -> None:
    transport, _ = await open_to(answers_then_hangs_up(said))
    answer = answer_of(await transport.send(call()))
    assert answer.status == 200
    assert await read(answer) == b"abcdef"


async def test_no_piece_is_empty_and_none_waits_for_the_next(open_to: OpenTo) -> None:
    async def halting(peer: Peer) -> None:
        await peer.request()
        await peer.say(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n")
        await peer.request()  # never comes

    transport, _ = await open_to(halting)
    answer = answer_of(await transport.send(call()))
    assert await anext(answer.chunks()) == b"a"
    await answer.release()


async def test_a_body_is_not_decompressed(open_to: OpenTo) -> None:
    packed = gzip.compress(b"abc")
    head = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(packed)
    transport, _ = await open_to(answers(head + packed))
    assert await read(await transport.send(call())) == packed


async def test_a_redirect_is_an_answer(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(b"HTTP/1.1 302 Found\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n"))
    answer = answer_of(await transport.send(call()))
    assert (answer.status, answer.headers[0]) == (302, (b"location", b"/b"))
    assert len(upstream.requests) == 1
    await answer.release()


@pytest.mark.parametrize(
    ("method", "status"), [("HEAD", b"200 OK"), ("HEAD", b"404 No"), ("GET", b"304 Not Modified"), ("GET", b"204 No")]
)
async def test_an_answer_that_has_no_body_keeps_its_length(open_to: OpenTo, method: str, status: bytes) -> None:
    transport, upstream = await open_to(answers(b"HTTP/1.1 " + status + b"\r\ncontent-length: 700\r\n\r\n"))
    for _ in range(2):
        answer = answer_of(await transport.send(call(method)))
        assert (b"content-length", b"700") in answer.headers
        assert await read(answer) == b""
    assert len(upstream.peers) == 1


async def test_a_status_of_502_is_an_answer(open_to: OpenTo) -> None:
    transport, _ = await open_to(answers(b"HTTP/1.1 502 Bad\r\ncontent-length: 2\r\n\r\nno"))
    assert await read(await transport.send(call())) == b"no"
