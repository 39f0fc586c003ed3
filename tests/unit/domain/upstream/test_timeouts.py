"""Timeouts: what holds where nothing is written."""

from domain.upstream.timeouts import Timeouts


def test_a_stream_may_last_as_long_as_the_upstream_shows_life() -> None:
    assert Timeouts() == Timeouts(connect=2.0, idle=30.0, total=None)
