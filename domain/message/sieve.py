"""The sieve: which header fields travel on, compiled for one way through the gateway and asked once a name.

Names repeat from request to request, so the verdict on each is remembered; not without end, for callers make up names.
"""

from collections.abc import Callable

from domain.message.headers import HOP_BY_HOP, Headers, Named, end_to_end, ends_more, named_by_connection, spelt_like

MOST_NAMES = 1024  # remembered; what comes beyond, or is longer, is judged anew each time
LONGEST_NAME = 64  # bytes


def _nobody(_name: bytes) -> bool:
    return False


class Sieve(dict[bytes, bool]):
    """By name: whether it travels on. Names that `poses` says are dropped too, and what any CGI origin reads as one."""

    __slots__ = ("_poses", "dropped")

    def __init__(self, dropped: frozenset[bytes] = frozenset(), poses: Callable[[bytes], bool] = _nobody) -> None:
        super().__init__()
        self.dropped = HOP_BY_HOP | dropped
        self._poses = poses

    def __missing__(self, name: bytes) -> bool:
        passes = not (self._poses(name) or spelt_like(name, self.dropped))
        if len(self) < MOST_NAMES and len(name) <= LONGEST_NAME:
            self[name] = passes
        return passes

    def passed(self, headers: Headers, names: Named) -> Headers:
        """A new list of the fields that travel on; `names` are those of `headers`."""
        kept = [header for header in headers if self[header[0]]]
        if ends_more(headers, names):
            return end_to_end(kept, named_by_connection(headers))
        return kept
