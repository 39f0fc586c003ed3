"""What goes wrong after the head breaks the body: an answer that ends early never looks whole."""

import asyncio
from collections.abc import Callable

import pytest

from application.ports.transport import AnswerBroken, Call, Transport
from domain.upstream.failure import FailureKind
from domain.upstream.timeouts import Timeouts
from tests.fakes.calls import IMPATIENT, answer_of, call, read
from tests.fakes.clock import FakeClock
from tests.fakes.reaching import OpenTo
from tests.fakes.settling import settled
from tests.fakes.upstream import InTwoParts, Peer, answers, answers_then_hangs_up

LENGTH = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
BY_CLOSE = b"HTTP/1.1 200 OK\r\n\r\n"


async def broken(
    transport: Transport, made: Call, when_read: Callable[[], object] = lambda: None
) -> tuple[bytes, FailureKind]:
    """What came before the break, and the break's kind."""
    answer, came = answer_of(await transport.send(made)), b""
    try:
        async for chunk in answer.chunks():
            came += chunk
            when_read()
    except AnswerBroken as problem:
        return came, problem.failure.kind
    finally:
        await answer.release()
    pytest.fail(f"{came!r} passed for a whole answer")


@pytest.mark.parametrize("cut", [LENGTH + b"half", LENGTH, CHUNKED + b"3\r\nabc\r\n", CHUNKED + b"9\r\nabc", CHUNKED])
async def test_a_body_that_ends_early_is_broken(open_to: OpenTo, cut: bytes) -> None:
    transport, _ = await open_to(answers_then_hangs_up(cut))
    assert (await broken(transport, call()))[1] is FailureKind.RESET


@pytest.mark.parametrize("head", [LENGTH, CHUNKED + b"9\r\n", BY_CLOSE])
async def test_a_reset_within_the_body_breaks_it(open_to: OpenTo, head: bytes) -> None:
    script = InTwoParts(head + b"abc", None)
    transport, _ = await open_to(script)
    assert await broken(transport, call(), script.goes_on.set) == (b"abc", FailureKind.RESET)


@pytest.mark.parametrize("bad", [b"zz\r\n", b"-1\r\n", b"3\r\nabcd\r\n", b"f" * 17 + b"\r\n"])
async def test_a_broken_chunk_breaks_the_body(open_to: OpenTo, bad: bytes) -> None:
    script = InTwoParts(CHUNKED + b"3\r\nabc\r\n", bad)
    transport, upstream = await open_to(script)
    came, kind = await broken(transport, call(), script.goes_on.set)
    assert (came[:3], kind) == (b"abc", FailureKind.INVALID)
    await upstream.peers[0].has_closed.wait()


async def test_silence_within_the_body_breaks_it(open_to: OpenTo) -> None:
    transport, _ = await open_to(answers(LENGTH + b"abc"))
    assert await broken(transport, call(timeouts=IMPATIENT)) == (b"abc", FailureKind.IDLE_TIMEOUT)


async def test_the_deadline_within_the_body_breaks_it(open_to: OpenTo, clock: FakeClock) -> None:
    transport, _ = await open_to(answers(LENGTH + b"abc"))
    assert await broken(transport, call(deadline=clock.monotonic() + 0.1)) == (b"abc", FailureKind.DEADLINE)


async def test_the_deadline_also_holds_for_pieces_that_have_come(open_to: OpenTo, clock: FakeClock) -> None:
    script = InTwoParts(LENGTH + b"abc", b"defghi")
    transport, upstream = await open_to(script)
    chunks = answer_of(await transport.send(call(deadline=clock.monotonic() + 60))).chunks()
    assert await anext(chunks) == b"abc"
    script.goes_on.set()
    await settled(lambda: upstream.peers[0].sent)
    clock.advance(60)
    with pytest.raises(AnswerBroken) as problem:
        await anext(chunks)
    assert problem.value.failure.kind is FailureKind.DEADLINE


async def test_a_body_that_drips_is_alive(open_to: OpenTo) -> None:
    async def drips(peer: Peer) -> None:
        await peer.request()
        await peer.say(LENGTH)
        await peer.drip(b"abcdefghi", pause=0.03)

    transport, _ = await open_to(drips)
    assert await read(await transport.send(call(timeouts=Timeouts(idle=0.2)))) == b"abcdefghi"


async def test_a_reader_who_is_slow_is_not_the_upstreams_silence(open_to: OpenTo) -> None:
    script = InTwoParts(LENGTH + b"abc", b"defghi")
    transport, _ = await open_to(script)
    answer = answer_of(await transport.send(call(timeouts=IMPATIENT)))
    chunks = answer.chunks()
    assert await anext(chunks) == b"abc"
    await asyncio.sleep(2 * IMPATIENT.idle)
    script.goes_on.set()
    assert b"".join([chunk async for chunk in chunks]) == b"defghi"
