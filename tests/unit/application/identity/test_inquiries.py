"""Inquiries: no service is flooded, no caller waits for long, and nobody's leaving is another's loss."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from application.identity.inquiries import Inquiries
from application.ports.unavailable import Unavailable
from domain.spec.asking import AskingTerms
from tests.fakes.clock import FakeClock
from tests.fakes.settling import settled

Outcome = str | Unavailable | Exception
DOWN, ODD = Unavailable("down"), Unavailable("odd", blames_the_service=False)


class Rig:
    def __init__(self, *, calls: int = 2, total: float = 30.0, failures: int = 2) -> None:
        self.clock = FakeClock()
        terms = AskingTerms(total=total, calls=calls, failures=failures, cooldown=5)
        self.inquiries: Inquiries[str] = Inquiries("the service", terms, self.clock)
        self.gate = asyncio.Event()
        self.gate.set()
        self.hanging = ""  # the key of a question that is never answered
        self.asked: list[str] = []
        self.open = self.most_open = 0

    def ask(self, key: str, outcome: Outcome = "yes") -> Coroutine[Any, Any, str | Unavailable]:
        return self.inquiries.answer(key, self._asking(key, outcome))

    def task(self, key: str, outcome: Outcome = "yes") -> "asyncio.Task[str | Unavailable]":
        return asyncio.create_task(self.ask(key, outcome))

    def _asking(self, key: str, outcome: Outcome) -> Callable[[], Coroutine[Any, Any, str | Unavailable]]:
        async def asking() -> str | Unavailable:
            self.asked.append(key)
            self.open += 1
            self.most_open = max(self.open, self.most_open)
            try:
                await (asyncio.Event() if key == self.hanging else self.gate).wait()
            finally:
                self.open -= 1
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        return asking


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    rig = Rig()
    yield rig
    await rig.inquiries.close()


async def test_all_who_want_the_same_answer_share_one_question(rig: Rig) -> None:
    rig.gate.clear()
    tasks = [rig.task("a") for _ in range(5)]
    await settled()
    rig.gate.set()
    assert await asyncio.gather(*tasks) == ["yes"] * 5
    assert rig.asked == ["a"]


async def test_an_answer_is_not_remembered_here(rig: Rig) -> None:
    assert [await rig.ask("a"), await rig.ask("a")] == ["yes", "yes"]
    assert rig.asked == ["a", "a"]


async def test_who_leaves_does_not_stop_it_for_the_others(rig: Rig) -> None:
    rig.gate.clear()
    first, second = rig.task("a"), rig.task("a")
    await settled()
    first.cancel()
    await settled()
    rig.gate.set()
    assert await second == "yes"
    assert rig.asked == ["a"]


async def test_so_many_at_one_time_and_the_rest_in_line(rig: Rig) -> None:
    rig.gate.clear()
    tasks = [rig.task(str(number)) for number in range(10)]
    await settled()
    assert rig.open == 2
    rig.gate.set()
    assert await asyncio.gather(*tasks) == ["yes"] * 10
    assert rig.most_open == 2


async def test_a_question_that_lasts_too_long_is_given_up() -> None:
    rig = Rig(total=0.05)
    rig.gate.clear()
    outcome = await rig.ask("a")
    assert isinstance(outcome, Unavailable)
    assert outcome.why == "the service: no answer within 0.05 s"
    assert rig.open == 0


async def test_the_wait_for_a_turn_is_part_of_the_time() -> None:
    rig = Rig(calls=1, total=0.05)
    rig.gate.clear()
    outcomes = await asyncio.gather(rig.ask("a"), rig.ask("b"))
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
    assert rig.asked == ["a"]


async def test_a_dead_service_is_left_alone_and_nobody_waits(rig: Rig) -> None:
    for _ in range(2):
        assert await rig.ask("a", DOWN) == DOWN
    rig.clock.advance(2)
    outcome = await rig.ask("b")
    assert isinstance(outcome, Unavailable)
    assert (outcome.seconds, rig.asked) == (3, ["a", "a"])
    rig.clock.advance(3)
    assert await rig.ask("b") == "yes"


async def test_who_stands_in_line_when_a_service_dies_is_told_at_once(rig: Rig) -> None:
    rig.gate.clear()
    tasks = [rig.task(str(number), DOWN) for number in range(10)]
    await settled()
    rig.gate.set()
    outcomes = await asyncio.gather(*tasks)
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
    assert rig.asked == ["0", "1"]


async def test_silence_is_a_failure_too() -> None:
    rig = Rig(total=0.02)
    rig.gate.clear()
    await asyncio.gather(rig.ask("a"), rig.ask("b"))
    rig.gate.set()
    outcome = await rig.ask("c")
    assert isinstance(outcome, Unavailable)
    assert outcome.why == "the service is down, nobody asks"


@pytest.mark.parametrize(("in_line", "is_blamed"), [(2, False), (0, True)])
async def test_who_got_its_turn_too_late_does_not_blame_the_service(in_line: float, is_blamed: bool) -> None:
    rig = Rig(calls=1, total=0.3, failures=1)
    rig.gate.clear()
    rig.hanging = "late"
    first, late = rig.task("first"), rig.task("late")
    await turned()
    rig.clock.advance(in_line)
    rig.gate.set()
    assert await first == "yes"
    assert isinstance(await late, Unavailable)
    assert isinstance(await rig.ask("next"), Unavailable) is is_blamed


async def turned() -> None:
    """All that can go on without time has."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_question_that_only_it_has_no_answer_to_tells_nothing_of_the_service(rig: Rig) -> None:
    for _ in range(5):
        assert await rig.ask("a", ODD) == ODD
    assert await rig.ask("b") == "yes"


async def test_what_an_adapter_raises_dies_here_and_counts(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert isinstance(await rig.ask("a", RuntimeError("a bug")), Unavailable)
    assert "a bug" in caplog.text
    assert isinstance(await rig.ask("b"), Unavailable)
    assert rig.asked == ["a", "a"]


async def test_only_one_question_finds_out_whether_it_is_back(rig: Rig) -> None:
    for _ in range(2):
        await rig.ask("a", DOWN)
    rig.clock.advance(5)
    rig.gate.clear()
    trial, late = rig.task("b"), rig.task("c")
    await settled()
    assert isinstance(await late, Unavailable)
    rig.gate.set()
    assert await trial == "yes"
    assert rig.asked == ["a", "a", "b"]


async def test_closing_ends_all_that_is_asked_and_refuses_what_comes(rig: Rig) -> None:
    rig.gate.clear()
    tasks = [rig.task(str(number)) for number in range(5)]
    await settled()
    await rig.inquiries.close()
    assert all(isinstance(outcome, Unavailable) for outcome in await asyncio.gather(*tasks))
    assert isinstance(await rig.ask("late"), Unavailable)
    assert rig.open == 0
