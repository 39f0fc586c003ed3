"""The clock of tests, which is also the one that users test with."""

from entrypoints.testing.clock import HandClock


class FakeClock(HandClock):
    """Stands still until it is told to move, or somebody sleeps by it."""
