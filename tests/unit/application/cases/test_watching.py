"""Watching: again when something changed, and not before."""

import pytest

from application.cases.watching import watch
from tests.fakes.clock import FakeClock


class Enough(Exception):
    pass


async def test_it_is_done_at_first_and_after_each_change() -> None:
    looks = iter(["a", "a", "a", "b", "b", "b", "c", "c"])
    done: list[float] = []
    clock = FakeClock(monotonic=0.0)

    def act() -> None:
        done.append(clock.monotonic())

    def look() -> str:
        try:
            return next(looks)
        except StopIteration:
            raise Enough from None

    with pytest.raises(Enough):
        await watch(look, act, clock)
    assert done == pytest.approx([0.0, 1.6, 2.7])
