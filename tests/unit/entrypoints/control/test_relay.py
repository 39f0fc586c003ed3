"""A question to all workers is answered once, with what each said, and by none for ever."""

from typing import Any

from entrypoints.control.messages import Question
from entrypoints.control.relay import PATIENCE, Relay
from tests.fakes.clock import FakeClock
from tests.unit.entrypoints.control.house import new_hub, worker_of


class Asked:
    def __init__(self, *workers: int) -> None:
        self.clock, self.hub = FakeClock(), new_hub()
        self.workers = [worker_of(self.hub, worker) for worker in workers]
        self.relay = Relay(self.hub, self.clock.monotonic, lambda worker: {"worker": worker})
        self.told: list[list[dict[str, Any]]] = []
        self.relay.ask("state", {"of": "x"}, self.told.append)


def test_all_are_asked_and_their_answers_come_together() -> None:
    asked = Asked(1, 2)
    assert [worker.hears() for worker in asked.workers] == [Question(1, "state", {"of": "x"})] * 2
    asked.relay.answered(2, 1, "b")
    asked.relay.answered(2, 1, "again")
    assert asked.told == []
    asked.relay.answered(1, 1, "a")
    assert asked.told == [[{"worker": 1, "answer": "a"}, {"worker": 2, "answer": "b"}]]


def test_who_is_silent_for_too_long_has_no_answer_and_who_ends_is_left_out() -> None:
    asked = Asked(1, 2, 3)
    asked.relay.answered(1, 1, "a")
    asked.relay.lost(3)
    asked.relay.tick()
    assert asked.told == []
    assert asked.relay.due() == asked.clock.monotonic() + PATIENCE
    asked.clock.advance(PATIENCE)
    asked.relay.tick()
    assert asked.told == [[{"worker": 1, "answer": "a"}, {"worker": 2, "answer": None}]]
    asked.relay.answered(2, 1, "late")
    assert len(asked.told) == 1


def test_where_there_is_no_worker_the_answer_is_there_at_once() -> None:
    assert Asked().told == [[]]
