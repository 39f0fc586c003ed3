"""The brake: too many bad credentials from one place, and nothing from there is looked at for a while."""

import pytest

from application.identity.brake import Brake
from domain.identity.failures import FailureTerms
from domain.message.headers import values
from domain.message.reason import TOO_MANY_FAILURES
from tests.fakes.clock import FakeClock

TERMS = FailureTerms(allowed=3, within=60, pause=30)
CALLER, OTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def brake(clock: FakeClock) -> Brake:
    return Brake(TERMS, clock, most=4)


def fails(brake: Brake, client: str = CALLER, times: int = 3) -> None:
    for _ in range(times):
        brake.failed(client)


def test_nobody_is_paused_before_as_many_failures_as_are_allowed(brake: Brake) -> None:
    assert brake.objection(CALLER) is None
    fails(brake, times=2)
    assert brake.objection(CALLER) is None


def test_after_so_many_one_is_told_when_to_come_again(brake: Brake, clock: FakeClock) -> None:
    fails(brake)
    clock.advance(0.5)
    objection = brake.objection(CALLER)
    assert objection is not None
    assert objection.reason is TOO_MANY_FAILURES
    assert values(objection.headers, b"retry-after") == [b"30"]


def test_the_others_are_not_paused(brake: Brake) -> None:
    fails(brake)
    assert brake.objection(OTHER) is None


def test_a_pause_ends_though_more_bad_ones_came_in_it(brake: Brake, clock: FakeClock) -> None:
    fails(brake)
    clock.advance(29)
    fails(brake, times=10)  # such as were under way
    assert brake.objection(CALLER)
    clock.advance(1)
    assert brake.objection(CALLER) is None


def test_after_a_pause_one_has_as_many_again(brake: Brake, clock: FakeClock) -> None:
    fails(brake)
    clock.advance(30)
    fails(brake, times=2)
    assert brake.objection(CALLER) is None
    fails(brake, times=1)
    assert brake.objection(CALLER)


def test_failures_of_another_window_do_not_count(brake: Brake, clock: FakeClock) -> None:
    fails(brake, times=2)
    clock.advance(60)
    fails(brake, times=2)
    assert brake.objection(CALLER) is None


def test_all_addresses_of_a_64_fail_together(brake: Brake) -> None:
    for last in range(3):
        brake.failed(f"2001:db8::{last}")
    assert brake.objection("2001:db8::ffff")
    assert brake.objection("2001:db8:0:1::1") is None


def test_whoever_has_not_failed_for_longest_is_forgotten(brake: Brake) -> None:
    fails(brake)
    for number in range(3):
        brake.failed(f"192.0.2.{number}")
    assert brake.objection(CALLER)
    brake.failed("192.0.2.9")
    assert brake.objection(CALLER) is None


def test_a_million_senders_take_no_more_room_than_the_first_ones(brake: Brake) -> None:
    for number in range(1_000):
        brake.failed(f"10.0.{number // 256}.{number % 256}")
    assert len(brake._suspects) == 4


def test_a_pause_is_in_the_log_once(brake: Brake, caplog: pytest.LogCaptureFixture) -> None:
    fails(brake, times=9)
    [record] = caplog.records
    assert CALLER in record.getMessage()
