"""What goes wrong before the head is a value, and its kind says what it was."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from domain.upstream.failure import FailureKind
from domain.upstream.target import Target
from domain.upstream.timeouts import Timeouts
from tests.fakes.calls import IMPATIENT, Pulled, answer_of, call, failure_of, read
from tests.fakes.clock import FakeClock
from tests.fakes.own_tls import OwnTls
from tests.fakes.reaching import OpenTo, Reach
from tests.fakes.upstream import Peer, RudeUpstream, answers, answers_then_hangs_up, hangs

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
GARBAGE = {
    "a banner": b"SSH-2.0-OpenSSH_9.2\r\n",
    "TLS": b"\x15\x03\x01\x00\x02\x02\x0a",
    "no version": b"200 OK\r\n\r\n",
    "no number": b"HTTP/1.1 two OK\r\n\r\n",
    "a status below 100": b"HTTP/1.1 099 No\r\ncontent-length: 0\r\n\r\n",
    "a status above 599": b"HTTP/1.1 999 No\r\ncontent-length: 0\r\n\r\n",
    "an upgrade": b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
    "a list of lengths": b"HTTP/1.1 200 OK\r\ncontent-length: 1, 2\r\n\r\nab",
    "a length and chunks": b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "a length below zero": b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
    "a coding that was not asked for": b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n",
    "a name with a space": b"HTTP/1.1 200 OK\r\nx y: 1\r\n\r\n",
    "a field without a colon": b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
    "a bare CR": b"HTTP/1.1 200 OK\r\nx: a\rb: c\r\ncontent-length: 0\r\n\r\n",
    "a NUL": b"HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n",
    "a field of 64 KiB": b"HTTP/1.1 200 OK\r\nx: " + b"a" * 65_536 + b"\r\n\r\n",
    "a field that never ends": b"HTTP/1.1 200 OK\r\nx: " + b"a" * 65_536,
    "a thousand fields": b"HTTP/1.1 200 OK\r\n" + b"x: a\r\n" * 1_000 + b"\r\n",
}


async def kind_from(open_to: OpenTo, said: bytes) -> FailureKind:
    transport, _ = await open_to(answers(said))
    return failure_of(await transport.send(call(timeouts=IMPATIENT))).kind


@pytest.mark.parametrize("said", GARBAGE.values(), ids=GARBAGE.keys())
async def test_what_is_not_valid_http_is_invalid(open_to: OpenTo, said: bytes) -> None:
    assert await kind_from(open_to, said) is FailureKind.INVALID


async def test_an_upstream_that_talks_first_is_invalid(open_to: OpenTo) -> None:
    async def mail(peer: Peer) -> None:
        await peer.say(b"220 mail.example ESMTP\r\n")
        await peer.until_closed()

    transport, _ = await open_to(mail)
    assert failure_of(await transport.send(call())).kind is FailureKind.INVALID


async def test_a_connection_that_is_refused_is_a_connect_failure(reach: Reach) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        transport = await reach(Target("http", "127.0.0.1", free.getsockname()[1]))
        assert failure_of(await transport.send(call())).kind is FailureKind.CONNECT


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 64 + ".example", "999.0.0.1"])
async def test_a_name_that_does_not_resolve_is_a_connect_failure(reach: Reach, host: str) -> None:
    assert failure_of(await (await reach(Target("http", host, 80))).send(call())).kind is FailureKind.CONNECT


async def test_no_room_in_the_upstreams_queue_is_a_connect_timeout(reach: Reach) -> None:
    with socket.socket() as deaf, socket.socket() as first, socket.socket() as second:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)  # never accepts: what is beyond its queue gets no answer to its SYN
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(deaf.getsockname())
        transport = await reach(Target("http", "127.0.0.1", deaf.getsockname()[1]))
        failure = failure_of(await transport.send(call(timeouts=Timeouts(connect=0.1, idle=5.0))))
        assert failure.kind is FailureKind.CONNECT_TIMEOUT


async def test_a_certificate_of_nobody_is_a_connect_failure(
    reach: Reach, stack: AsyncExitStack, own_tls: OwnTls
) -> None:
    upstream = await stack.enter_async_context(RudeUpstream(answers(OK), tls=own_tls.server))
    assert failure_of(await (await reach(upstream.target)).send(call())).kind is FailureKind.CONNECT


async def test_a_certificate_that_is_trusted_is_no_failure(
    reach: Reach, stack: AsyncExitStack, own_tls: OwnTls
) -> None:
    upstream = await stack.enter_async_context(RudeUpstream(answers(OK), tls=own_tls.server))
    transport = await reach(upstream.target, own_tls.trusting)
    assert [await read(await transport.send(call("POST", body=b"x" * 200_000))) for _ in range(2)] == [b"ok", b"ok"]
    assert len(upstream.peers) == 1


async def test_an_upstream_without_tls_is_a_connect_failure(reach: Reach, stack: AsyncExitStack) -> None:
    async def plain(peer: Peer) -> None:
        await peer.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await peer.until_closed()

    target = (await stack.enter_async_context(RudeUpstream(plain))).target
    transport = await reach(Target("https", target.host, target.port))
    assert failure_of(await transport.send(call())).kind is FailureKind.CONNECT


async def test_an_end_before_the_head_is_a_reset(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers_then_hangs_up(b""))
    assert failure_of(await transport.send(call())).kind is FailureKind.RESET
    assert len(upstream.requests) == 1


async def test_an_end_within_the_head_is_a_reset(open_to: OpenTo) -> None:
    transport, _ = await open_to(answers_then_hangs_up(b"HTTP/1.1 200 OK\r\ncontent-le"))
    assert failure_of(await transport.send(call())).kind is FailureKind.RESET


@pytest.mark.parametrize("reads_first", [True, False])
async def test_a_reset_before_the_head_is_a_reset(open_to: OpenTo, *, reads_first: bool) -> None:
    async def resets(peer: Peer) -> None:
        if reads_first:
            await peer.request()
        peer.reset()

    transport, _ = await open_to(resets)
    assert failure_of(await transport.send(call())).kind is FailureKind.RESET


async def test_silence_is_an_idle_timeout(open_to: OpenTo) -> None:
    transport, upstream = await open_to(hangs)
    assert failure_of(await transport.send(call(timeouts=IMPATIENT))).kind is FailureKind.IDLE_TIMEOUT
    await upstream.peers[0].has_closed.wait()


async def test_silence_after_early_hints_is_an_idle_timeout(open_to: OpenTo) -> None:
    assert await kind_from(open_to, b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n") is FailureKind.IDLE_TIMEOUT


async def test_silence_after_a_whole_upload_is_an_idle_timeout(open_to: OpenTo) -> None:
    transport, _ = await open_to(hangs)
    failure = failure_of(await transport.send(call("POST", body=b"abc", timeouts=IMPATIENT)))
    assert failure.kind is FailureKind.IDLE_TIMEOUT


async def test_a_head_that_drips_is_alive(open_to: OpenTo) -> None:
    async def drips(peer: Peer) -> None:
        await peer.request()
        await peer.drip(b"HTTP/1.1 ", pause=0.03)
        await peer.say(b"200 OK\r\ncontent-length: 0\r\n\r\n")

    transport, _ = await open_to(drips)
    assert await read(await transport.send(call(timeouts=Timeouts(idle=0.2)))) == b""


async def test_an_upstream_that_stops_reading_is_an_idle_timeout(open_to: OpenTo) -> None:
    async def deaf(peer: Peer) -> None:
        await peer.head()
        await asyncio.Event().wait()

    transport, _ = await open_to(deaf)
    upload = Pulled(b"x" * 65_536, 1_024)
    failure = failure_of(await transport.send(call("POST", body=upload, timeouts=IMPATIENT)))
    assert failure.kind is FailureKind.IDLE_TIMEOUT


async def test_an_upstream_that_reads_slowly_is_alive(open_to: OpenTo) -> None:
    """Also while one piece takes longer than the idle timeout; what the kernel holds at the end is beyond our sight."""
    piece, count, sip = 2 * 1_048_576, 4, 131_072

    async def sips(peer: Peer) -> None:
        await peer.head()
        for _ in range(32):
            await peer.read(sip)
            await asyncio.sleep(0.04)
        await peer.read(piece * count - 32 * sip)
        await peer.say(OK)

    transport, _ = await open_to(sips)
    upload = Pulled(b"x" * piece, count)
    outcome = await transport.send(call("POST", body=upload, length=piece * count, timeouts=Timeouts(idle=0.4)))
    assert await read(outcome) == b"ok"


async def test_a_caller_who_sends_slowly_is_not_the_upstreams_silence(open_to: OpenTo) -> None:
    async def slow() -> AsyncGenerator[bytes, None]:
        for _ in range(3):
            await asyncio.sleep(0.06)
            yield b"abc"

    async def encouraging(peer: Peer) -> None:
        await peer.head()
        await peer.say(b"HTTP/1.1 100 Continue\r\n\r\n")
        await peer.read(9)
        await peer.say(OK)

    transport, _ = await open_to(encouraging)
    outcome = await transport.send(call("POST", body=slow(), length=9, timeouts=Timeouts(idle=0.1)))
    assert await read(outcome) == b"ok"


async def test_the_deadline_covers_the_wait_for_the_head(open_to: OpenTo, clock: FakeClock) -> None:
    transport, upstream = await open_to(hangs)
    failure = failure_of(await transport.send(call(deadline=clock.monotonic() + 0.1)))
    assert failure.kind is FailureKind.DEADLINE
    await upstream.peers[0].has_closed.wait()


async def test_after_its_deadline_nothing_is_sent(open_to: OpenTo, clock: FakeClock) -> None:
    transport, upstream = await open_to(hangs)
    assert failure_of(await transport.send(call(deadline=clock.monotonic()))).kind is FailureKind.DEADLINE
    assert not upstream.peers


async def test_a_deadline_that_is_far_does_nothing(open_to: OpenTo, clock: FakeClock) -> None:
    transport, _ = await open_to(answers(OK))
    assert await read(answer_of(await transport.send(call(deadline=clock.monotonic() + 60)))) == b"ok"
