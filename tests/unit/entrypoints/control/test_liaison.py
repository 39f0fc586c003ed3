"""A worker's end: editions are prepared, committed or abandoned in order, and questions are answered meanwhile."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from anyio.lowlevel import checkpoint

from entrypoints.control.hub import Hub
from entrypoints.control.inside import Inside
from entrypoints.control.liaison import Liaison
from entrypoints.control.messages import (
    Abandon,
    Answer,
    Ask,
    Commit,
    Prepare,
    Prepared,
    Question,
    Running,
    Told,
)
from tests.unit.application.house import CONFIG, House, plan_of
from tests.unit.entrypoints.control.house import new_hub

OTHER = CONFIG.replace("/open/", "/opened/")


class Master:
    """The master's end, waited for off the loop."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._heard: list[object] = []

    def say(self, *messages: object) -> None:
        for message in messages:
            self.hub.send(1, message)

    async def hears(self) -> Any:
        while not self._heard:
            await asyncio.to_thread(self.hub.wait, 5.0, lambda _, message: self._heard.append(message))
        return self._heard.pop(0)


@asynccontextmanager
async def talking(
    house: House, questions: dict[str, Callable[[Any], Any]] | None = None
) -> AsyncIterator[tuple[Master, Liaison, asyncio.Event]]:
    hub, orphaned = new_hub(), asyncio.Event()
    hub.open(1)
    own = hub._ways[1].theirs.dup()
    hub.forked()
    liaison = Liaison(own, Inside(house.activation, questions or {}), "old", orphaned.set)
    await liaison.start()
    master = Master(hub)
    assert (await master.hears()).edition == "old"
    yield master, liaison, orphaned
    liaison.close()
    await checkpoint()
    hub.drop(1)
    await house.activation.close()


def prepare(attempt: int, text: str = OTHER) -> Prepare:
    return Prepare(attempt, f"edition {attempt}", pickle.dumps(plan_of(text)))


async def test_what_was_prepared_is_in_force_when_it_is_committed_and_not_before() -> None:
    house = House()
    async with talking(house) as (master, liaison, _):
        before = house.gateway.runtime
        master.say(prepare(1))
        assert await master.hears() == Prepared(1, None)
        assert house.gateway.runtime is before
        master.say(Commit(1))
        running = await master.hears()
        assert isinstance(running, Running)
        assert (running.edition, running.attempt, liaison.edition) == ("edition 1", 1, "edition 1")
        assert (await house.ask("GET", b"/opened")).status == 200


async def test_what_is_abandoned_leaves_nothing_and_the_next_is_another() -> None:
    house = House()
    async with talking(house) as (master, liaison, _):
        master.say(prepare(1), Abandon(1), prepare(2), Abandon(9), Commit(2))
        assert [await master.hears(), await master.hears()] == [Prepared(1, None), Prepared(2, None)]
        assert (await master.hears()).edition == liaison.edition == "edition 2"
        assert liaison._prepared == {}


async def test_what_cannot_be_opened_is_said_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    async with talking(house) as (master, liaison, _):
        monkeypatch.setattr(house.opening, "token_text", lambda: 1 / 0)
        master.say(prepare(1), Abandon(1), Prepare(2, "x", b"no pickle"))
        opened, read = await master.hears(), await master.hears()
        assert "ZeroDivisionError" in opened.why_not
        assert "Unpickling" in read.why_not
        assert liaison.edition == "old"
        assert (await house.ask("GET", b"/open")).status == 200


async def test_questions_are_answered_while_an_edition_is_prepared() -> None:
    house = House()
    gate = house.opening.source.gate = asyncio.Event()
    async with talking(house, {"twice": lambda terms: terms * 2, "fails": lambda _: 1 / 0}) as (master, _, _):
        master.say(prepare(1, OTHER.replace("secret of", "secret out of")))
        master.say(Question(7, "twice", 21), Question(8, "fails", 0), Question(9, "unknown", 0))
        answers = [await master.hears() for _ in range(3)]
        assert answers == [Answer(7, 42), Answer(8, None), Answer(9, None)]
        gate.set()
        assert await master.hears() == Prepared(1, None)


async def test_a_worker_asks_all_or_the_master_and_has_each_its_answer() -> None:
    async with talking(House()) as (master, liaison, _):
        each: asyncio.Task[Any] = asyncio.create_task(liaison.each("state", {"of": "x"}))
        record = asyncio.create_task(liaison.master("record"))
        assert await master.hears() == Ask(1, "state", {"of": "x"}, True)
        assert await master.hears() == Ask(2, "record", None, False)
        master.say(Told(2, "the record"), Told(99, "nobody's"), Told(1, ["the states"]))
        assert (await each, await record) == (["the states"], "the record")


async def test_a_worker_whose_master_has_gone_is_told() -> None:
    async with talking(House()) as (master, _, orphaned):
        master.hub.drop(1)
        await asyncio.wait_for(orphaned.wait(), 5)
