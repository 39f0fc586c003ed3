"""Garbage collection in a worker that serves: what stays is set aside, and the rest is looked through rarely.

A request leaves no cycle behind (`tests/performance/test_no_garbage.py`), so that collecting finds nothing of it, and
cost a tenth of all CPU when it looked through plan and modules every few hundred objects. Still on: a cycle of some
library is found, only later.

A reload sets the new plan aside as it comes: looking through it would hold every call up, a second at 5,000 routes.
What goes with the old one is freed by its references; what cycles hold of it waits until there have been some reloads.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000  # objects more than were freed, until the youngest are looked through; 700 by default
MIDDLE, OLD = 20, 100
RELOADS = 32  # after so many all is looked through


def settle() -> None:
    """Once, when all that lasts has been made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


@contextmanager
def set_aside() -> Iterator[None]:
    """What is made meanwhile is not looked through, and neither is what there was."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def look_through(reloads: int) -> None:
    """`reloads` is how many there have been."""
    if not reloads % RELOADS:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
