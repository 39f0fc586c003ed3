"""A balanced transport: turns by weight, past targets that are paused, and never past a call that was sent."""

import pytest

from application.ports.transport import Call
from application.upstream.balanced import BalancedTransport
from domain.upstream.balancing import RoundRobin
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.calls import answer_of, call, failure_of
from tests.fakes.transport import FakeTransport, ScriptedAnswer


def paused(seconds: float | None) -> FakeTransport:
    return FakeTransport(Failure(FailureKind.CIRCUIT_OPEN, retry_after=seconds))


def named(name: str) -> FakeTransport:
    return FakeTransport(ScriptedAnswer(target=name))


def balanced(*transports: FakeTransport) -> BalancedTransport:
    return BalancedTransport(transports, RoundRobin([1] * len(transports)))


async def targets(transport: BalancedTransport, count: int) -> str:
    return "".join([answer_of(await transport.send(call())).target for _ in range(count)])


async def test_each_target_has_its_turn() -> None:
    assert await targets(balanced(named("a"), named("b"), named("c")), 6) == "abcabc"


async def test_turns_follow_the_weights() -> None:
    transport = BalancedTransport([named("a"), named("b")], RoundRobin([3, 1]))
    assert sorted(await targets(transport, 8)) == list("aaaaaabb")


async def test_a_paused_target_is_passed_over_with_the_same_call() -> None:
    resting, working = paused(9), named("b")
    made: Call = call("POST", body=b"abc")
    answer_of(await balanced(resting, working).send(made))
    assert resting.calls == working.calls == [made]
    assert working.bodies == [b"abc"]


@pytest.mark.parametrize("kind", [kind for kind in FailureKind if kind is not FailureKind.CIRCUIT_OPEN])
async def test_any_other_failure_is_the_outcome(kind: FailureKind) -> None:
    other = named("b")
    assert failure_of(await balanced(FakeTransport(Failure(kind)), other).send(call())).kind is kind
    assert not other.calls


async def test_an_answer_of_503_is_the_outcome() -> None:
    other = named("b")
    assert answer_of(await balanced(FakeTransport(ScriptedAnswer(503)), other).send(call())).status == 503
    assert not other.calls


async def test_when_all_are_paused_the_shortest_wait_is_told() -> None:
    failure = failure_of(await balanced(paused(9), paused(2.5), paused(4)).send(call()))
    assert (failure.kind, failure.retry_after) == (FailureKind.CIRCUIT_OPEN, 2.5)


async def test_a_single_target_that_is_paused_is_the_outcome() -> None:
    assert failure_of(await balanced(paused(None)).send(call())).kind is FailureKind.CIRCUIT_OPEN


async def test_closing_closes_every_one_also_when_one_fails() -> None:
    class Stuck(FakeTransport):
        async def close(self) -> None:
            raise OSError("stuck")

    others = [named("a"), named("b")]
    with pytest.raises(OSError, match="stuck"):
        await balanced(others[0], Stuck(), others[1]).close()
    assert [other.is_closed for other in others] == [True, True]
