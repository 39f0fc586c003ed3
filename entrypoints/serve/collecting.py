"""Garbage collection in a worker that serves: what stays is set aside, and the rest is looked through rarely.

A request leaves no cycle behind (`tests/performance/test_no_garbage.py`), so that collecting finds nothing of it, and
cost a tenth of all CPU when it looked through plan and modules every few hundred objects. Still on: a cycle of some
library is found, only later.
"""

import gc

YOUNG = 20_000  # objects more than were freed, until the youngest are looked through; 700 by default
MIDDLE, OLD = 20, 100


def settle() -> None:
    """Once, when all that lasts has been made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
