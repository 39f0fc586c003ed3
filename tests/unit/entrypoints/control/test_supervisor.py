"""What the master does between signals: it hears workers, looks at files, hands questions round, outlives faults."""

from typing import Any

import pytest

from entrypoints.control.messages import Answer, Ask, Prepare, Question, Running, Told
from entrypoints.control.record import Attempt, Record
from entrypoints.control.reloads import Reloads
from entrypoints.control.rolling import InForce, Rolling
from entrypoints.control.supervisor import Supervisor
from entrypoints.control.watch import EVERY, Watch
from tests.fakes.clock import FakeClock
from tests.unit.entrypoints.control.house import FakeWorker, new_hub
from tests.unit.entrypoints.control.test_reloads import GOOD, ToldReading


class Master:
    def __init__(self) -> None:
        self.clock, self.hub, self.files = FakeClock(), new_hub(), "a"
        self.watch = Watch(lambda _: self.files)
        self.readings: list[ToldReading] = []
        rolling = Rolling(self.hub, InForce("old", b""), self.clock.monotonic)
        self.record = Record(Attempt("old", "start", 1, 1))
        reloads = Reloads(
            self.hub,
            rolling,
            self.record,
            read=self._start,
            name="g",
            monotonic=self.clock.monotonic,
            watch=self.watch,
        )
        self.supervisor = Supervisor(self.hub, rolling, reloads, self.watch, self.clock.monotonic)

    def _start(self) -> ToldReading:
        self.readings.append(ToldReading())
        return self.readings[-1]

    def worker(self, number: int, pid: int = 0) -> FakeWorker:
        """One that has started."""
        self.supervisor.forking(number)
        worker = FakeWorker(self.hub._ways[number].theirs.dup())
        self.hub.forked()
        worker.say(Running(pid, "old", 0))
        self.supervisor.attend(0.01)
        return worker

    def attends(self, times: int = 1) -> None:
        for _ in range(times):
            self.supervisor.attend(0.01)


def test_a_question_of_one_is_answered_by_all_with_what_is_known_of_each() -> None:
    master = Master()
    one, two = master.worker(1, 101), master.worker(2, 102)
    master.clock.advance(3)
    one.say(Ask(5, "state", {"of": "x"}, of_all=True))
    master.attends()
    for worker, answer in ((one, "a"), (two, "b")):
        asked = worker.hears()
        assert asked == Question(1, "state", {"of": "x"})
        worker.say(Answer(1, answer))
        master.attends()
    told: Any = one.hears()
    known = {"edition": "old", "age": 3.0}
    assert told.answer == [
        {"worker": 1, "pid": 101, **known, "answer": "a"},
        {"worker": 2, "pid": 102, **known, "answer": "b"},
    ]


def test_the_master_tells_its_record_and_nothing_that_it_does_not_know() -> None:
    master = Master()
    worker = master.worker(1)
    worker.say(Ask(1, "record", None, of_all=False))
    worker.say(Ask(2, "anything", None, of_all=False))
    master.attends()
    assert [worker.hears(), worker.hears()] == [Told(1, master.record.document()), Told(2, None)]


def test_a_worker_that_asks_for_a_reload_hears_what_came_of_it() -> None:
    master = Master()
    worker = master.worker(1)
    worker.say(Ask(1, "reload", None, of_all=False))
    master.attends()
    master.readings[0].tell(GOOD)
    master.attends()
    assert worker.hears() == Prepare(1, "new", b"plan")
    worker.end()
    master.attends()
    assert master.record.refused is not None
    assert "ended while it prepared" in str(master.record.refused.faults[0]["message"])


def test_a_change_that_stands_still_begins_a_reading_and_so_does_a_signal() -> None:
    master = Master()
    master.files = "b"
    master.attends()
    assert master.readings == []
    master.clock.advance(EVERY)
    master.attends()
    assert len(master.readings) == 1
    master.readings[0].tell(GOOD)
    master.attends()
    master.supervisor.want()
    assert len(master.readings) == 2


def test_a_worker_that_has_ended_is_nobodys_any_more() -> None:
    master = Master()
    worker = master.worker(1)
    worker.end()
    master.attends(2)
    assert master.hub.workers == ()
    master.supervisor.ended(1)
    other = master.worker(2)
    other.say(Ask(1, "state", None, of_all=True))
    master.attends()
    assert other.hears() == Question(1, "state", None)


def test_a_fault_of_ours_ends_no_gateway(caplog: pytest.LogCaptureFixture) -> None:
    master = Master()
    worker = master.worker(1)
    worker.say("what nobody knows")
    master.files = object()  # type: ignore[assignment]
    master.watch._look = lambda _: 1 / 0
    master.clock.advance(EVERY)
    master.attends()
    assert "the supervisor failed; workers serve on" in caplog.text
