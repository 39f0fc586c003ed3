"""The ledger: how many connections each worker has, in a page of memory that master and workers share.

Made before the fork. Each worker writes its own slot and reads the others'; nothing is locked, as a figure of a moment
ago is good enough for whoever only asks whether it is somebody else's turn.
"""

import mmap

SLOTS = 64  # more workers than that share some: they spread less evenly, and lose nothing
_WIDTH = 4  # bytes


class Ledger:
    def __init__(self) -> None:
        self._counts = memoryview(mmap.mmap(-1, SLOTS * _WIDTH)).cast("I")  # one more than connections; 0 is nobody

    def write(self, worker: int, connections: int) -> None:
        """`worker` is any number that the worker keeps for life."""
        self._counts[worker % SLOTS] = connections + 1

    def leave(self, worker: int) -> None:
        """It accepts no more: it ends, or it is dead."""
        self._counts[worker % SLOTS] = 0

    def accepts(self, worker: int) -> bool:
        """It has started, and has not left."""
        return self._counts[worker % SLOTS] != 0

    def least(self) -> int:
        """Connections of the worker that has the fewest; 0 where there is nobody."""
        return min(filter(None, self._counts), default=1) - 1
