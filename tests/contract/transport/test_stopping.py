"""Whoever stops, stops the upstream: a call that is cancelled or an answer that is left frees its connection."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from application.ports.transport import Answer, AnswerBroken
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.calls import Pulled, answer_of, call, failure_of, read
from tests.fakes.reaching import OpenTo
from tests.fakes.upstream import Peer, Silent, answers, hangs

HALF = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


async def says_half(peer: Peer) -> None:
    await peer.request()
    await peer.say(HALF)
    await peer.until_closed()


async def cancelled(task: asyncio.Future[bytes] | asyncio.Future[Answer | Failure]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_cancelling_a_call_closes_its_connection(open_to: OpenTo) -> None:
    silent = Silent()
    transport, upstream = await open_to(silent)
    sending = asyncio.ensure_future(transport.send(call()))
    await silent.has_request.wait()
    await cancelled(sending)
    await upstream.peers[0].has_closed.wait()


async def test_a_call_that_is_cancelled_in_the_moment_in_which_its_answer_arrives_closes_its_connection(
    open_to: OpenTo,
) -> None:
    """The head is read after the cancellation, and before whoever waited for it has heard of that."""
    silent = Silent()
    transport, upstream = await open_to(silent)
    sending = asyncio.ensure_future(transport.send(call()))
    await silent.has_request.wait()
    await upstream.peers[0].say(HALF)
    await asyncio.sleep(0)  # from here the turn of the loop in which the head is read, after what stands here
    await cancelled(sending)
    await asyncio.wait_for(upstream.peers[0].has_closed.wait(), 5)


async def test_cancelling_a_stalled_upload_closes_its_connection(open_to: OpenTo) -> None:
    """Although megabytes of it are still waiting to be written."""
    goes_on, is_stalled = asyncio.Event(), asyncio.Event()

    async def deaf(peer: Peer) -> None:
        await peer.head()
        await goes_on.wait()
        await peer.until_closed()

    class Stalling(Pulled):
        async def __anext__(self) -> bytes:
            asyncio.get_running_loop().call_later(0.05, is_stalled.set)
            return await super().__anext__()

    transport, upstream = await open_to(deaf)
    upload = Stalling(b"x" * 1_048_576, 64)
    sending = asyncio.ensure_future(transport.send(call("POST", body=upload, length=64 * 1_048_576)))
    await is_stalled.wait()
    await cancelled(sending)
    goes_on.set()
    await upstream.peers[0].has_closed.wait()
    assert upstream.peers[0].received < 64 * 1_048_576


async def test_cancelling_a_call_stops_the_callers_body(open_to: OpenTo) -> None:
    pulled, ended = asyncio.Event(), asyncio.Event()

    async def body() -> AsyncGenerator[bytes, None]:
        try:
            yield b"abc"
            pulled.set()
            await asyncio.Event().wait()
        finally:
            ended.set()

    transport, _ = await open_to(hangs)
    sending = asyncio.ensure_future(transport.send(call("POST", body=body())))
    await pulled.wait()
    await cancelled(sending)
    assert ended.is_set()


async def test_cancelling_whoever_reads_closes_the_connection(open_to: OpenTo) -> None:
    transport, upstream = await open_to(says_half)
    answer = answer_of(await transport.send(call()))
    chunks = answer.chunks()
    assert await anext(chunks) == b"half"
    await cancelled(asyncio.ensure_future(anext(chunks)))
    await upstream.peers[0].has_closed.wait()
    await answer.release()


async def test_leaving_an_answer_in_the_middle_closes_the_connection(open_to: OpenTo) -> None:
    transport, upstream = await open_to(says_half)
    answer = answer_of(await transport.send(call()))
    async for _ in answer.chunks():
        break
    await answer.release()
    await upstream.peers[0].has_closed.wait()


async def test_releasing_twice_is_releasing_once(open_to: OpenTo) -> None:
    """The second time, the connection may already be somebody else's."""
    transport, upstream = await open_to(answers(OK))
    first = answer_of(await transport.send(call()))
    assert [chunk async for chunk in first.chunks()] == [b"ok"]
    second = answer_of(await transport.send(call()))
    await first.release()
    await first.release()
    assert await read(second) == b"ok"
    assert len(upstream.peers) == 1


async def test_closing_ends_calls_that_are_under_way(open_to: OpenTo) -> None:
    silent = Silent()
    transport, upstream = await open_to(silent)
    sending = asyncio.ensure_future(transport.send(call()))
    await silent.has_request.wait()
    await transport.close()
    assert failure_of(await sending).kind is FailureKind.RESET
    await upstream.peers[0].has_closed.wait()


async def test_closing_breaks_bodies_that_are_under_way(open_to: OpenTo) -> None:
    transport, upstream = await open_to(says_half)
    chunks: AsyncIterator[bytes] = answer_of(await transport.send(call())).chunks()
    assert await anext(chunks) == b"half"
    reading = asyncio.ensure_future(anext(chunks))
    await transport.close()
    with pytest.raises(AnswerBroken):
        await reading
    await upstream.peers[0].has_closed.wait()


async def test_closing_closes_connections_that_wait_in_the_pool(open_to: OpenTo) -> None:
    async def one_answer(peer: Peer) -> None:
        await peer.request()
        await peer.say(OK)
        await peer.until_closed()

    transport, upstream = await open_to(one_answer)
    await read(await transport.send(call()))
    await transport.close()
    await upstream.peers[0].has_closed.wait()


async def test_a_closed_transport_sends_nothing(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(OK))
    await transport.close()
    await transport.close()
    assert failure_of(await transport.send(call())).kind is FailureKind.CONNECT
    assert not upstream.peers
