"""Connections are used again after a whole exchange, and never for the sake of repeating one."""

import asyncio

import pytest

from domain.upstream.failure import FailureKind
from tests.fakes.calls import answer_of, call, failure_of, read
from tests.fakes.reaching import OpenTo
from tests.fakes.settling import settled
from tests.fakes.upstream import Peer, answers, answers_then_hangs_up

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
METHODS = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST"]


async def drops(peer: Peer) -> None:
    await peer.request()
    await peer.hang_up()


async def answers_one_and_drops_the_next(peer: Peer) -> None:
    await peer.request()
    await peer.say(OK)
    await drops(peer)


@pytest.mark.parametrize(
    "said",
    [
        OK,
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    ],
)
async def test_a_connection_whose_answer_was_read_is_used_again(open_to: OpenTo, said: bytes) -> None:
    transport, upstream = await open_to(answers(said))
    for _ in range(3):
        await read(await transport.send(call("POST", body=b"abc")))
    assert (len(upstream.peers), len(upstream.requests)) == (1, 3)


async def test_calls_at_the_same_time_have_connections_of_their_own(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(OK))
    outcomes = await asyncio.gather(*(transport.send(call()) for _ in range(5)))
    assert len(upstream.peers) == 5
    assert [await read(outcome) for outcome in outcomes] == [b"ok"] * 5


@pytest.mark.parametrize("method", METHODS)
async def test_a_request_that_may_have_left_is_never_repeated(open_to: OpenTo, method: str) -> None:
    transport, upstream = await open_to(drops)
    assert failure_of(await transport.send(call(method))).kind is FailureKind.RESET
    assert len(upstream.requests) == 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("body", [None, b"abc"])
async def test_nor_is_one_on_a_connection_that_was_used_before(
    open_to: OpenTo, method: str, body: bytes | None
) -> None:
    transport, upstream = await open_to(answers_one_and_drops_the_next, answers(OK))
    await read(await transport.send(call()))
    assert failure_of(await transport.send(call(method, body=body))).kind is FailureKind.RESET
    assert (len(upstream.peers), len(upstream.requests)) == (1, 2)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_pooled_connection_found_dead_before_anything_was_sent_is_replaced(
    open_to: OpenTo, method: str
) -> None:
    transport, upstream = await open_to(answers_then_hangs_up(OK), answers(OK))
    await read(await transport.send(call()))
    await settled()  # the end has arrived
    assert await read(await transport.send(call(method))) == b"ok"
    assert (len(upstream.peers), len(upstream.requests)) == (2, 2)


async def test_an_answer_that_nobody_asked_for_is_served_to_nobody(open_to: OpenTo) -> None:
    async def late_408(peer: Peer) -> None:
        await peer.request()
        await peer.say(OK)
        await may_go_on.wait()
        await peer.say(b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 5\r\n\r\nstray")
        has_said.set()
        await peer.until_closed()

    may_go_on, has_said = asyncio.Event(), asyncio.Event()
    transport, upstream = await open_to(late_408, answers(OK))
    await read(await transport.send(call()))
    may_go_on.set()
    await has_said.wait()
    await settled()  # it has arrived
    assert await read(await transport.send(call())) == b"ok"
    await upstream.peers[0].has_closed.wait()


async def test_a_second_answer_right_behind_the_first_is_served_to_nobody(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(OK + OK.replace(b"ok", b"no")), answers(OK))
    assert await read(await transport.send(call())) == b"ok"
    assert await read(await transport.send(call())) == b"ok"
    assert len(upstream.peers) == 2


async def test_an_upstream_that_says_close_is_taken_at_its_word(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))
    for _ in range(2):
        await read(await transport.send(call()))
    assert len(upstream.peers) == 2


async def test_an_answer_released_unread_leaves_no_connection_to_reuse(open_to: OpenTo) -> None:
    async def large(peer: Peer) -> None:
        await peer.request()
        await peer.say(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n" + b"x" * 10)
        await peer.until_closed()

    transport, upstream = await open_to(large, answers(OK))
    answer = answer_of(await transport.send(call()))
    await answer.release()
    await upstream.peers[0].has_closed.wait()
    assert await read(await transport.send(call())) == b"ok"
    assert len(upstream.peers) == 2
