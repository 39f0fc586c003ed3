"""One reload at a time, what came of each, and who hears of it."""

import os
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from application.ports.config import Written
from application.ports.last_good import LastGood
from entrypoints.control.reading import LONGEST, NOTHING, Read, Reading
from entrypoints.control.record import Attempt, Record
from entrypoints.control.reloads import AGAIN, FILE, Reloads
from entrypoints.control.rolling import InForce, Rolling
from entrypoints.control.watch import Watch
from tests.fakes.clock import FakeClock
from tests.unit.entrypoints.control.house import OPENED, new_hub

FAULT: dict[str, str | int] = {"file": "g", "line": 1, "column": 2, "code": "x", "message": "wrong", "hint": "right"}
GOOD = Read("new", b"plan", 3, (), (Written("g", "g", "text"),))
BAD = Read("bad", b"", 0, (FAULT,))


class ToldReading(Reading):
    def __init__(self) -> None:
        self.pipe, self._end = os.pipe()
        self.outcome: Read | None = None
        self.is_killed = False
        OPENED.append(partial(os.close, self._end))  # the hub closes the other end, as the reader does

    def take(self) -> bool:
        os.read(self.pipe, 1)
        os.close(self.pipe)
        return True

    def kill(self) -> None:
        self.is_killed = True

    def tell(self, outcome: Read) -> None:
        self.outcome = outcome
        os.write(self._end, b".")


class Kept(LastGood):
    def __init__(self) -> None:
        self.editions: list[str] = []
        self.why_not: str | None = None

    def keep(self, edition: str, texts: tuple[Written, ...]) -> str | None:
        self.editions.append(edition)
        return self.why_not

    def source(self) -> None:
        return None


class House:
    """Without a worker, a rollout is over at once; `rolling` can be told of some."""

    def __init__(self) -> None:
        self.clock, self.hub, self.kept = FakeClock(), new_hub(), Kept()
        self.readings: list[ToldReading] = []
        self.record = Record(Attempt("old", "start", 1, 1))
        self.rolling = Rolling(self.hub, InForce("old", b""), self.clock.monotonic)
        self.fails: OSError | None = None
        self.reloads = Reloads(
            self.hub,
            self.rolling,
            self.record,
            read=self._start,
            name="gateway.yaml",
            monotonic=self.clock.monotonic,
            watch=Watch(lambda _: "a"),
            last_good=self.kept,
        )
        self.told: list[dict[str, Any]] = []

    def _start(self) -> Reading:
        if self.fails is not None:
            raise self.fails
        self.readings.append(ToldReading())
        return self.readings[-1]

    def want(self, trigger: str = "admin") -> None:
        self.reloads.want(trigger, self.told.append)

    def read(self, outcome: Read) -> None:
        self.readings[-1].tell(outcome)
        self.hub.wait(5, lambda *_: None)


def test_a_good_one_is_in_force_recorded_and_kept_and_whoever_asked_hears_it(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    caplog.set_level("INFO")
    house.want()
    assert house.record.is_reloading
    house.read(GOOD)
    assert (house.rolling.in_force.edition, house.record.active.edition) == ("new", "new")
    assert (house.record.accepted_count, house.record.refused, house.record.is_reloading) == (1, None, False)
    assert [(told["outcome"], told["edition"], told["active"]) for told in house.told] == [("accepted", "new", "new")]
    assert house.kept.editions == ["new"]
    assert "reload accepted: edition new, 3 routes, by admin" in caplog.text


def test_a_bad_one_changes_nothing_and_is_told_with_its_faults(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    house.want("signal")
    house.read(BAD)
    assert (house.rolling.in_force.edition, house.record.active.edition) == ("old", "old")
    assert house.record.refused is not None
    assert (house.told[0]["outcome"], house.told[0]["faults"], house.told[0]["active"]) == ("refused", [FAULT], "old")
    assert house.kept.editions == []
    assert "edition old stays in force" in caplog.text
    assert "fault: g:1:2: wrong; right [x]" in caplog.text


def test_who_asks_meanwhile_is_answered_by_one_more_reading_for_all() -> None:
    house = House()
    house.want()
    house.want()
    house.want()
    assert len(house.readings) == 1
    house.read(GOOD)
    assert (len(house.told), len(house.readings)) == (1, 2)
    house.read(BAD)
    assert [told["outcome"] for told in house.told] == ["accepted", "refused", "refused"]


def test_what_was_only_touched_is_not_rolled_out_and_what_was_put_back_is_not_refused_any_more() -> None:
    house = House()
    house.want()
    house.read(BAD)
    house.reloads.want(FILE)
    house.read(Read("old", b"plan", 1, ()))
    assert (house.record.refused, house.record.accepted_count) == (None, 0)


def test_what_a_worker_could_not_open_is_tried_again_after_a_while() -> None:
    house = House()
    house.hub.open(1)
    house.want()
    house.read(GOOD)
    house.rolling.prepared(1, 1, "worker 7: no keys")
    assert [fault["code"] for fault in house.told[0]["faults"]] == ["reload-unprepared"]
    assert house.reloads.due() == house.clock.monotonic() + AGAIN
    house.reloads.tick()
    assert len(house.readings) == 1
    house.clock.advance(AGAIN)
    house.reloads.tick()
    assert len(house.readings) == 2
    house.read(GOOD)
    house.rolling.prepared(1, 2, "worker 7: no keys")
    assert house.reloads.due() == house.clock.monotonic() + 2 * AGAIN


def test_a_reader_that_takes_too_long_or_cannot_be_started_refuses() -> None:
    house = House()
    house.want()
    house.clock.advance(LONGEST)
    house.reloads.tick()
    assert house.readings[0].is_killed
    house.read(NOTHING)
    assert house.told[0]["faults"][0]["code"] == "reader-ended"
    house.fails = OSError(12, "no memory")
    house.want()
    assert "no memory" in house.told[1]["faults"][0]["message"]
    assert not house.record.is_reloading


def test_what_cannot_be_kept_is_in_force_all_the_same_and_said(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    house.kept.why_not = "no space"
    house.want()
    house.read(GOOD)
    assert house.told[0]["outcome"] == "accepted"
    assert "no space" in caplog.text


def test_documents_are_fetched_again_by_the_clock_and_the_same_trouble_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    house = House()
    house.want("signal")
    house.read(replace(GOOD, refresh=60.0))
    for _ in range(2):
        house.clock.advance(60.0)
        house.reloads.tick()
        house.read(BAD)
    assert len(house.readings) == 3
    assert caplog.text.count("fault: g:1:2") == 1
    assert house.record.refused_count == 1
    house.clock.advance(60.0)
    house.reloads.tick()
    house.read(replace(GOOD, refresh=60.0))
    assert (house.record.active.trigger, house.record.refused) == ("signal", None)
