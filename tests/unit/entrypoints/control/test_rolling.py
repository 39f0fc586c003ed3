"""What goes over the ways in a rollout, and what whoever is forked in the middle of one comes up with."""

from entrypoints.control.messages import Abandon, Commit, Prepare
from entrypoints.control.rolling import COMMITTING, PREPARING, InForce, Rolling
from tests.fakes.clock import FakeClock
from tests.unit.entrypoints.control.house import new_hub, worker_of


class House:
    def __init__(self, *workers: int) -> None:
        self.clock, self.hub = FakeClock(), new_hub()
        self.workers = {worker: worker_of(self.hub, worker) for worker in workers}
        self.rolling = Rolling(self.hub, InForce("old", b"old plan"), self.clock.monotonic)
        self.outcomes: list[str | None] = []

    def begin(self) -> None:
        self.rolling.begin("new", b"new plan", self.outcomes.append)

    def hear(self, *messages: object) -> None:
        for message in messages:
            assert [worker.hears() for worker in self.workers.values()] == [message] * len(self.workers)


def test_all_prepare_then_all_commit_and_then_it_is_in_force() -> None:
    house = House(1, 2)
    house.begin()
    house.hear(Prepare(1, "new", b"new plan"))
    house.rolling.prepared(1, 1, None)
    assert house.rolling.in_force.edition == "old"
    house.rolling.prepared(2, 1, None)
    house.hear(Commit(1))
    assert (house.rolling.in_force.edition, house.outcomes) == ("new", [])
    house.rolling.running(1, 1)
    house.rolling.running(2, 1)
    assert house.outcomes == [None]
    assert house.rolling.until is None


def test_one_that_cannot_and_all_abandon() -> None:
    house = House(1, 2)
    house.begin()
    house.rolling.prepared(1, 1, None)
    house.rolling.prepared(2, 1, "no keys")
    house.hear(Prepare(1, "new", b"new plan"), Abandon(1))
    assert (house.rolling.in_force.edition, house.outcomes) == ("old", ["no keys"])


def test_one_that_is_forked_meanwhile_prepares_too_and_one_after_the_decision_need_not() -> None:
    house = House(1)
    house.begin()
    house.workers[2] = worker_of(house.hub, 2)
    house.rolling.joined(2)
    house.rolling.prepared(1, 1, None)
    assert house.rolling.in_force.edition == "old"
    house.rolling.prepared(2, 1, None)
    house.hear(Prepare(1, "new", b"new plan"), Commit(1))
    house.rolling.joined(3)
    house.rolling.running(1, 1)
    house.rolling.running(2, 1)
    assert house.outcomes == [None]


def test_silence_ends_it_and_what_is_said_of_an_earlier_one_is_not_heard() -> None:
    house = House(1)
    house.begin()
    house.rolling.tick()
    house.clock.advance(PREPARING)
    house.rolling.tick()
    assert house.outcomes == ["a worker did not say in time whether it could"]
    house.begin()
    house.rolling.prepared(1, 1, None)
    assert house.rolling.in_force.edition == "old"
    house.rolling.prepared(1, 2, None)
    assert house.rolling.in_force.edition == "new"
    house.clock.advance(COMMITTING)
    house.rolling.tick()
    assert house.outcomes[1:] == [None], "one that has not swapped yet does so when it comes to it"


def test_one_that_ends_between_the_two_phases_takes_nobody_back() -> None:
    house = House(1, 2)
    house.begin()
    house.rolling.prepared(1, 1, None)
    house.rolling.prepared(2, 1, None)
    house.rolling.lost(2)
    house.rolling.running(1, 1)
    assert (house.rolling.in_force.edition, house.outcomes) == ("new", [None])


def test_what_is_told_when_nothing_is_under_way_changes_nothing() -> None:
    house = House(1)
    house.rolling.lost(1)
    house.rolling.prepared(1, 1, None)
    house.rolling.running(1, 1)
    house.rolling.tick()
    assert house.outcomes == []
