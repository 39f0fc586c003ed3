"""A service that keeps failing is left alone for a while, then tried by one question at a time."""

from application.upstream.circuit import Circuit
from domain.upstream.health import BreakerTerms
from tests.fakes.clock import FakeClock


class Rig:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.circuit = Circuit(BreakerTerms(failures=3, cooldown=5), self.clock)

    def ask(self, *, failed: bool | None) -> bool:
        assert self.circuit.pause() is None
        return self.circuit.ended(self.circuit.begun(), failed=failed)

    def opened(self) -> "Rig":
        assert [self.ask(failed=True) for _ in range(3)] == [False, False, True]
        return self


def test_failures_in_a_row_begin_a_pause_and_a_success_between_ends_the_row() -> None:
    rig = Rig()
    for _ in range(10):
        rig.ask(failed=True)
        rig.ask(failed=False)
    rig = Rig()
    assert rig.opened().circuit.pause() == 5


def test_what_tells_nothing_of_the_service_counts_as_nothing() -> None:
    rig = Rig()
    for _ in range(20):
        rig.ask(failed=None)
    assert rig.circuit.pause() is None


def test_the_pause_says_how_much_of_it_is_left() -> None:
    rig = Rig().opened()
    rig.clock.advance(3)
    assert rig.circuit.pause() == 2


def test_after_the_pause_one_question_at_a_time_finds_out() -> None:
    rig = Rig().opened()
    rig.clock.advance(5)
    assert rig.circuit.pause() is None
    trial = rig.circuit.begun()
    assert rig.circuit.pause() == 1
    assert rig.circuit.ended(trial, failed=True)
    assert rig.circuit.pause() == 5


def test_a_trial_that_tells_nothing_leaves_its_place_to_the_next() -> None:
    rig = Rig().opened()
    rig.clock.advance(5)
    rig.ask(failed=None)
    assert not rig.ask(failed=False)
    assert not rig.ask(failed=True)  # the row begins anew


def test_questions_from_before_a_pause_count_as_nothing() -> None:
    rig = Rig()
    early = [rig.circuit.begun() for _ in range(5)]
    rig.opened()
    assert [rig.circuit.ended(one, failed=one == 0) for one in early] == [False] * 5
    assert rig.circuit.pause() == 5
