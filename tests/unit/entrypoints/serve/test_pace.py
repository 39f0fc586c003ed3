"""The pace: one timer a connection, that is late rather than renewed."""

from collections.abc import Callable

import pytest

from domain.message.limits import Limits
from entrypoints.serve.pace import Pace

LIMITS = Limits(head_time=10, body_idle=30, body_minimum=100, keep_alive=75)


class Timer:
    def __init__(self, due: float, ring: Callable[[], None]) -> None:
        self.due, self.ring, self.is_cancelled = due, ring, False

    def cancel(self) -> None:
        self.is_cancelled = True


class Loop:
    """A loop whose time is told."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.timers: list[Timer] = []

    def time(self) -> float:
        return self.now

    def call_at(self, due: float, ring: Callable[[], None]) -> Timer:
        self.timers.append(Timer(due, ring))
        return self.timers[-1]

    def pass_to(self, moment: float) -> None:
        while due := [timer for timer in self.timers if not timer.is_cancelled and timer.due <= moment]:
            timer = min(due, key=lambda one: one.due)
            self.timers.remove(timer)
            self.now = timer.due
            timer.ring()
        self.now = moment


class Watched:
    def __init__(self) -> None:
        self.loop, self.late = Loop(), list[str]()
        self.pace = Pace(
            self.loop,  # type: ignore[arg-type]  # as much of a loop as it needs
            LIMITS,
            idle_late=lambda: self.late.append(f"idle {self.loop.now:.0f}"),
            head_late=lambda: self.late.append(f"head {self.loop.now:.0f}"),
            body_late=lambda: self.late.append(f"body {self.loop.now:.0f}"),
        )


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_head_is_late_when_its_time_is_past_however_often_it_is_expected(watched: Watched) -> None:
    watched.pace.expect_head()
    watched.loop.pass_to(1005)
    watched.pace.expect_head()  # a byte dripped in
    watched.loop.pass_to(1020)
    assert watched.late == ["head 1010"]


def test_requests_that_follow_each_other_cost_no_timer(watched: Watched) -> None:
    for second in range(60):
        watched.loop.pass_to(1000 + second)
        watched.pace.expect_request()
        watched.pace.rest()
    assert len(watched.loop.timers) == 1


def test_idling_is_counted_from_the_last_answer(watched: Watched) -> None:
    watched.pace.expect_request()
    watched.loop.pass_to(1050)
    watched.pace.rest()
    watched.pace.expect_request()
    watched.loop.pass_to(1200)
    assert watched.late == ["idle 1125"]


def test_a_head_that_begins_on_an_idle_connection_has_its_own_shorter_time(watched: Watched) -> None:
    watched.pace.expect_request()
    watched.loop.pass_to(1020)
    watched.pace.rest()
    watched.pace.expect_head()
    watched.loop.pass_to(1200)
    assert watched.late == ["head 1030"]


def test_nothing_is_late_while_nothing_is_waited_for(watched: Watched) -> None:
    watched.pace.expect_head()
    watched.pace.rest()
    watched.loop.pass_to(2000)
    assert not watched.late
    watched.pace.expect_request()
    watched.loop.pass_to(3000)
    assert watched.late == ["idle 2075"]


def test_a_body_that_brings_enough_in_each_span_may_last(watched: Watched) -> None:
    watched.pace.expect_body()
    for span in range(5):
        watched.pace.took(100)
        watched.loop.pass_to(1000 + 30 * span + 1)
        watched.pace.expect_body()  # at each piece, to no effect
    watched.pace.took(99)
    watched.loop.pass_to(2000)
    assert watched.late == ["body 1150"]


def test_a_span_in_which_we_did_not_read_is_forgiven(watched: Watched) -> None:
    watched.pace.expect_body()
    watched.pace.excuse()
    watched.loop.pass_to(1031)
    assert not watched.late
    watched.loop.pass_to(1061)
    assert watched.late == ["body 1060"]


def test_a_closed_connection_has_no_timer(watched: Watched) -> None:
    watched.pace.expect_head()
    watched.pace.stop()
    watched.loop.pass_to(2000)
    assert not watched.late
