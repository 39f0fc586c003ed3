"""What the gateway's rooms rely on, asked of the fake as well as of every adapter."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from application.ports.transport import AnswerBroken, CallerBodyFault, Transport
from domain.upstream.failure import Failure, FailureKind
from tests.contract.transport.adapters import ADAPTERS
from tests.fakes.calls import answer_of, breaking_off, call, failure_of, pieces, read
from tests.fakes.clock import FakeClock
from tests.fakes.transport import FakeTransport, ScriptedAnswer
from tests.fakes.upstream import Peer, RudeUpstream

Play = Callable[[ScriptedAnswer | Failure], Awaitable[Transport]]

RESET = Failure(FailureKind.RESET)


@pytest.fixture(params=["fake", *ADAPTERS])
def play(request: pytest.FixtureRequest, stack: AsyncExitStack) -> Play:
    """A transport whose upstream plays one part in every call."""

    async def play(part: ScriptedAnswer | Failure) -> Transport:
        if request.param == "fake":
            return FakeTransport(part)
        upstream = await stack.enter_async_context(RudeUpstream(_acting(part)))
        transport = ADAPTERS[request.param](upstream.target, FakeClock(), None)
        stack.push_async_callback(transport.close)
        return transport

    return play


def _acting(part: ScriptedAnswer | Failure) -> Callable[[Peer], Awaitable[None]]:
    async def act(peer: Peer) -> None:
        while not isinstance(part, Failure):
            await peer.request()
            lines = [b"HTTP/1.1 %d X" % part.status, *(b"%b: %b" % header for header in part.headers), b"\r\n"]
            await peer.say(b"\r\n".join(lines) + b"".join(part.chunks))
            if part.breaks:
                break
        await peer.hang_up()

    return act


def whole(status: int = 200) -> ScriptedAnswer:
    return ScriptedAnswer(status, [(b"content-length", b"4"), (b"x", b"1"), (b"x", b"2")], (b"ab", b"cd"))


async def test_an_answer_has_its_status_headers_body_and_target(play: Play) -> None:
    answer = answer_of(await (await play(whole(418))).send(call()))
    assert (answer.status, answer.headers) == (418, [(b"content-length", b"4"), (b"x", b"1"), (b"x", b"2")])
    assert answer.target.startswith("http://")
    assert await read(answer) == b"abcd"


async def test_a_transport_answers_call_after_call(play: Play) -> None:
    transport = await play(whole())
    assert [await read(await transport.send(call("POST", body=b"x"))) for _ in range(3)] == [b"abcd"] * 3


async def test_a_failure_is_a_value(play: Play) -> None:
    assert failure_of(await (await play(RESET)).send(call())).kind is FailureKind.RESET


async def test_a_body_that_breaks_off_raises(play: Play) -> None:
    part = ScriptedAnswer(200, [(b"content-length", b"9")], (b"abcd",), RESET)
    answer = answer_of(await (await play(part)).send(call()))
    with pytest.raises(AnswerBroken) as broken:
        await read(answer)
    assert broken.value.failure.kind is FailureKind.RESET


async def test_an_answer_may_be_released_unread_and_twice(play: Play) -> None:
    answer = answer_of(await (await play(whole())).send(call()))
    await answer.release()
    await answer.release()


async def test_a_callers_fault_is_a_failure_of_its_kind(play: Play) -> None:
    fault = CallerBodyFault(FailureKind.CALLER_BODY_TOO_LARGE, "too much")
    failure = failure_of(await (await play(whole())).send(call("POST", body=breaking_off(b"x", fault=fault))))
    assert (failure.kind, failure.why) == (FailureKind.CALLER_BODY_TOO_LARGE, "too much")


async def test_a_body_is_pulled_to_its_end(play: Play) -> None:
    body = pieces(b"a", b"b")
    assert await read(await (await play(whole())).send(call("POST", body=body))) == b"abcd"
    assert [chunk async for chunk in body] == []
