"""The clock port, on the machine's clock and on the fake."""

import pytest

from adapters.clock.system_clock import SystemClock
from application.ports.clock import Clock
from tests.fakes.clock import FakeClock


@pytest.fixture(params=[SystemClock, FakeClock])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_it_never_goes_backwards(clock: Clock) -> None:
    times = [clock.monotonic() for _ in range(100)]
    assert times == sorted(times)


def test_it_tells_seconds_since_the_epoch(clock: Clock) -> None:
    assert 1_700_000_000 < clock.now() < 10_000_000_000
