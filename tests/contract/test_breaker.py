"""The breaker's contract: when calls are paused, for how long, and what ends a pause. On the fake and the adapter."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.transport.aiobreaker_breaker import AiobreakerBreaker
from application.ports.breaker import Breaker
from application.ports.transport import Answer
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.health import BreakerTerms
from tests.fakes.breaker import FakeBreaker
from tests.fakes.calls import failure_of
from tests.fakes.clock import FakeClock
from tests.fakes.transport import FakeAnswer, ScriptedAnswer

TERMS = BreakerTerms(failures=3, cooldown=10.0, window=10, share=0.5)
RESET = Failure(FailureKind.RESET)
BLAMED = [kind for kind in FailureKind if kind.blames_the_upstream]
NOT_BLAMED = [kind for kind in FailureKind if not kind.blames_the_upstream]

Outcome = Answer | Failure


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=[AiobreakerBreaker, FakeBreaker])
def breaker(request: pytest.FixtureRequest, clock: FakeClock) -> Breaker:
    made: Breaker = request.param(TERMS, clock)
    return made


def answer(status: int = 200) -> Answer:
    return FakeAnswer(ScriptedAnswer(status))


async def guarded(breaker: Breaker, attempt: "Callable[[], Awaitable[Outcome]]") -> Outcome:
    """As application/upstream/guarded.py does it."""
    ticket = breaker.admit()
    if isinstance(ticket, Failure):
        return ticket
    try:
        outcome = await attempt()
    except BaseException:
        breaker.give_back(ticket)
        raise
    breaker.judge(ticket, outcome)
    return outcome


async def tell(breaker: Breaker, *outcomes: Outcome) -> None:
    for outcome in outcomes:
        assert await guarded(breaker, giving(outcome)) is outcome


def giving(outcome: Outcome) -> "Callable[[], asyncio.Future[Outcome]]":
    def attempt() -> "asyncio.Future[Outcome]":
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        future.set_result(outcome)
        return future

    return attempt


async def wait_of(breaker: Breaker) -> float | None:
    """The seconds that an open breaker tells; None from one that lets calls through."""
    outcome = await guarded(breaker, giving(answer()))
    return outcome.retry_after if isinstance(outcome, Failure) else None


class Held:
    """An attempt whose outcome comes when it is told to."""

    def __init__(self) -> None:
        self.outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.has_begun = asyncio.Event()

    async def __call__(self) -> Outcome:
        self.has_begun.set()
        return await self.outcome


async def begun(breaker: Breaker) -> tuple[Held, asyncio.Task[Outcome]]:
    held = Held()
    task = asyncio.ensure_future(guarded(breaker, held))
    await held.has_begun.wait()
    return held, task


async def test_outcomes_pass_through_as_they_are(breaker: Breaker) -> None:
    await tell(breaker, answer(200), answer(500), answer(404), RESET, answer(503))


@pytest.mark.parametrize("kind", BLAMED)
async def test_failures_in_a_row_pause_the_calls(breaker: Breaker, kind: FailureKind) -> None:
    await tell(breaker, *[Failure(kind)] * 3)
    paused = failure_of(await guarded(breaker, giving(answer())))
    assert (paused.kind, paused.retry_after) == (FailureKind.CIRCUIT_OPEN, 10.0)


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_answers_that_say_the_upstream_is_ill_count(breaker: Breaker, status: int) -> None:
    await tell(breaker, *[answer(status)] * 3)
    assert await wait_of(breaker) == 10.0


@pytest.mark.parametrize("outcome", [answer(500), answer(429), *map(Failure, NOT_BLAMED)])
async def test_what_is_not_the_upstreams_illness_does_not_count(breaker: Breaker, outcome: Outcome) -> None:
    await tell(breaker, *[outcome] * 20)
    assert await wait_of(breaker) is None


async def test_a_success_in_between_starts_the_row_anew(breaker: Breaker) -> None:
    await tell(breaker, RESET, RESET, answer(), RESET, RESET)
    assert await wait_of(breaker) is None


async def test_a_callers_fault_in_between_does_not(breaker: Breaker) -> None:
    await tell(breaker, RESET, RESET, Failure(FailureKind.CALLER_BODY), RESET)
    assert await wait_of(breaker) == 10.0


async def test_a_high_share_of_failures_pauses_the_calls_without_a_row(breaker: Breaker) -> None:
    for _ in range(5):
        await tell(breaker, answer(), RESET)
    assert await wait_of(breaker) == 10.0


async def test_failures_after_the_head_count(breaker: Breaker) -> None:
    for _ in range(3):
        breaker.record_failure()
    assert await wait_of(breaker) == 10.0


async def test_the_wait_is_told_truly(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(7.5)
    assert await wait_of(breaker) == 2.5


async def test_nothing_is_attempted_during_the_pause(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(9.9)
    held = Held()
    failure_of(await guarded(breaker, held))
    assert not held.has_begun.is_set()


async def test_after_the_pause_a_success_closes_and_forgets(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    await tell(breaker, answer(), RESET, RESET, answer())
    assert await wait_of(breaker) is None


async def test_after_the_pause_a_failure_pauses_for_as_long_again(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(12)
    await tell(breaker, RESET)
    assert await wait_of(breaker) == 10.0


async def test_of_a_hundred_calls_after_the_pause_one_is_let_through(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    held, trial = await begun(breaker)
    others = [failure_of(await guarded(breaker, giving(answer()))) for _ in range(99)]
    assert {other.kind for other in others} == {FailureKind.CIRCUIT_OPEN}
    held.outcome.set_result(answer())
    await trial
    assert await wait_of(breaker) is None


async def test_a_cancelled_trial_gives_its_place_back(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    _, trial = await begun(breaker)
    trial.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trial
    await tell(breaker, answer(), answer())


async def test_a_trial_that_tells_nothing_gives_its_place_back(breaker: Breaker, clock: FakeClock) -> None:
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    await tell(breaker, Failure(FailureKind.CALLER_BODY), RESET)
    assert await wait_of(breaker) == 10.0


async def test_a_cancelled_call_counts_as_nothing(breaker: Breaker) -> None:
    await tell(breaker, RESET, RESET)
    _, call = await begun(breaker)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await tell(breaker, RESET)
    assert await wait_of(breaker) == 10.0


async def test_a_bug_is_raised_and_counts_as_nothing(breaker: Breaker, clock: FakeClock) -> None:
    async def buggy() -> Outcome:
        raise KeyError("bug")

    for _ in range(5):
        with pytest.raises(KeyError):
            await guarded(breaker, buggy)
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    with pytest.raises(KeyError):
        await guarded(breaker, buggy)
    await tell(breaker, answer(), answer())


async def test_calls_from_before_the_pause_do_not_prolong_it(breaker: Breaker, clock: FakeClock) -> None:
    late = [await begun(breaker) for _ in range(5)]
    await tell(breaker, *[RESET] * 3)
    clock.advance(9)
    for held, task in late:
        held.outcome.set_result(RESET)
        await task
    breaker.record_failure()
    assert await wait_of(breaker) == 1.0


async def test_calls_from_before_the_pause_neither_fail_nor_pass_the_trial(breaker: Breaker, clock: FakeClock) -> None:
    late = [await begun(breaker) for _ in range(5)]
    await tell(breaker, *[RESET] * 3)
    clock.advance(10)
    trial, trying = await begun(breaker)
    outcomes: list[Outcome] = [RESET, answer(), RESET, RESET, RESET]
    for (held, task), outcome in zip(late, outcomes, strict=True):
        held.outcome.set_result(outcome)
        await task
    assert await wait_of(breaker) == 0.0
    trial.outcome.set_result(answer())
    await trying
    assert await wait_of(breaker) is None
