"""A guarded transport: the breaker decides on the call, and hears of answers that break off after it."""

import pytest

from application.ports.transport import AnswerBroken
from application.upstream.guarded import GuardedTransport
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.breaker import FakeBreaker
from tests.fakes.calls import answer_of, call, failure_of, read
from tests.fakes.transport import FakeTransport, ScriptedAnswer

ANSWER = ScriptedAnswer(201, [(b"x", b"1")], (b"ab", b"cd"))


def broken_by(kind: FailureKind) -> ScriptedAnswer:
    return ScriptedAnswer(chunks=(b"ab",), breaks=Failure(kind))


async def test_an_answer_passes_as_it_is() -> None:
    inner = FakeTransport(ANSWER)
    made = call()
    answer = answer_of(await GuardedTransport(inner, FakeBreaker()).send(made))
    assert (answer.status, answer.headers, answer.target) == (201, [(b"x", b"1")], "http://fake:80")
    assert await read(answer) == b"abcd"
    assert inner.calls == [made]


async def test_releasing_releases_what_is_inside() -> None:
    inner = FakeTransport(ANSWER)
    await answer_of(await GuardedTransport(inner, FakeBreaker()).send(call())).release()
    assert inner.answers[0].is_released


async def test_an_open_breaker_sends_nothing() -> None:
    inner, breaker = FakeTransport(ANSWER), FakeBreaker()
    breaker.open()
    failure = failure_of(await GuardedTransport(inner, breaker).send(call()))
    assert failure.kind is FailureKind.CIRCUIT_OPEN
    assert not inner.calls


async def test_failures_open_the_breaker() -> None:
    guarded = GuardedTransport(FakeTransport(Failure(FailureKind.CONNECT)), FakeBreaker())
    kinds = [failure_of(await guarded.send(call())).kind for _ in range(6)]
    assert kinds == [FailureKind.CONNECT] * 5 + [FailureKind.CIRCUIT_OPEN]


async def test_an_answer_that_breaks_off_is_told_and_raised() -> None:
    breaker = FakeBreaker()
    answer = await GuardedTransport(FakeTransport(broken_by(FailureKind.RESET)), breaker).send(call())
    with pytest.raises(AnswerBroken) as broken:
        await read(answer)
    assert broken.value.failure.kind is FailureKind.RESET
    assert breaker.failures_recorded == 1


async def test_a_slow_reader_cannot_pause_the_target_for_others() -> None:
    breaker = FakeBreaker()
    answer = await GuardedTransport(FakeTransport(broken_by(FailureKind.DEADLINE)), breaker).send(call())
    with pytest.raises(AnswerBroken):
        await read(answer)
    assert breaker.failures_recorded == 0


async def test_a_whole_answer_is_no_failure() -> None:
    breaker = FakeBreaker()
    await read(await GuardedTransport(FakeTransport(ANSWER), breaker).send(call()))
    assert breaker.failures_recorded == 0


async def test_closing_closes_what_is_inside() -> None:
    inner = FakeTransport()
    await GuardedTransport(inner, FakeBreaker()).close()
    assert inner.is_closed
