"""An upload that cannot be finished: the caller fails, or the upstream has heard enough."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from application.ports.transport import Body, CallerBodyFault
from domain.upstream.failure import FailureKind
from tests.fakes.calls import Pulled, answer_of, breaking_off, call, failure_of, pieces, read
from tests.fakes.reaching import OpenTo
from tests.fakes.upstream import Peer, answers, hangs

TOO_LARGE = b"HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


@pytest.mark.parametrize("kind", [FailureKind.CALLER_BODY, FailureKind.CALLER_BODY_TOO_LARGE])
@pytest.mark.parametrize("length", [None, 9])
async def test_a_callers_fault_is_the_outcome_and_cuts_the_upstream_off(
    open_to: OpenTo, kind: FailureKind, length: int | None
) -> None:
    transport, upstream = await open_to(hangs)
    body = breaking_off(b"abc", fault=CallerBodyFault(kind, "why"))
    failure = failure_of(await transport.send(call("POST", body=body, length=length)))
    assert (failure.kind, failure.why) == (kind, "why")
    await upstream.peers[0].has_closed.wait()
    assert upstream.peers[0].received in (3, len(b"3\r\nabc\r\n"))  # and no end of chunks


async def test_a_bug_in_the_callers_body_is_raised(open_to: OpenTo) -> None:
    async def buggy() -> AsyncGenerator[bytes, None]:
        yield b"abc"
        raise KeyError("bug")

    transport, upstream = await open_to(hangs)
    with pytest.raises(KeyError, match="bug"):
        await transport.send(call("POST", body=buggy()))
    await upstream.peers[0].has_closed.wait()


@pytest.mark.parametrize("body", [pieces(b"abc"), pieces(b"abcd", b"ef"), pieces(b"abcdef")], ids=["less", "more", "+"])
async def test_a_body_that_belies_its_length_is_the_callers_fault(open_to: OpenTo, body: Body) -> None:
    transport, upstream = await open_to(hangs)
    failure = failure_of(await transport.send(call("POST", body=body, length=5)))
    assert failure.kind is FailureKind.CALLER_BODY
    if upstream.peers:
        await upstream.peers[0].has_closed.wait()
        assert upstream.peers[0].received < 5


async def early(peer: Peer) -> None:
    """Refuses at the first byte, and keeps the connection open."""
    await peer.head()
    await peer.read(1)
    await peer.say(TOO_LARGE)
    await peer.until_closed()


async def test_an_early_answer_is_the_answer_and_stops_the_upload(open_to: OpenTo) -> None:
    transport, upstream = await open_to(early, answers(OK))
    upload = Pulled(b"x" * 1_000, 100)
    upload.gate.clear()  # the last piece never comes
    answer = answer_of(await transport.send(call("POST", body=upload)))
    pulled = upload.pulled
    upload.gate.set()
    assert (answer.status, await read(answer)) == (413, b"no")
    assert upload.pulled == pulled
    assert await read(await transport.send(call())) == b"ok"
    assert len(upstream.peers) == 2
    await upstream.peers[0].has_closed.wait()


async def test_an_early_answer_to_a_stalled_upload_frees_the_connection_at_once(open_to: OpenTo) -> None:
    goes_on = asyncio.Event()

    async def deaf(peer: Peer) -> None:
        await peer.head()
        await peer.say(TOO_LARGE)
        await goes_on.wait()
        await peer.until_closed()

    transport, upstream = await open_to(deaf)
    assert await read(await transport.send(call("POST", body=Pulled(b"x" * 65_536, 1_024)))) == b"no"
    goes_on.set()
    await upstream.peers[0].has_closed.wait()


async def test_the_callers_body_is_left_alone_once_there_is_an_answer(open_to: OpenTo) -> None:
    ends: list[str] = []

    async def watched() -> AsyncGenerator[bytes, None]:
        yield b"abc"
        try:
            await asyncio.Event().wait()
        finally:
            ends.append("stopped")

    transport, _ = await open_to(early)
    answer = answer_of(await transport.send(call("POST", body=watched())))
    assert ends == ["stopped"]
    await answer.release()


async def test_an_answer_to_a_whole_upload_is_not_early_while_the_body_has_not_ended(open_to: OpenTo) -> None:
    """Servers answer at the last announced byte; the caller's iterator may tell its end later."""
    transport, upstream = await open_to(answers(OK))
    for _ in range(2):
        body = Pulled(b"abc", 3)
        assert await read(await transport.send(call("POST", body=body, length=6))) == b"ok"
    assert len(upstream.peers) == 1
