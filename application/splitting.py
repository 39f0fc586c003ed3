"""Splitting: which of a route's destinations a call takes; each bound to its transport and to what it edits.

Turns instead of dice: of any 500 calls through a worker each destination gets its share to within one, whatever their
concurrency (docs/decisions/0032). A route that leads to one place has nothing to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.transport import Transport
from domain.message.cors import CORS_FIELDS
from domain.message.edits import Edits
from domain.message.forwarding import FORWARDED
from domain.message.headers import Header
from domain.plan.plan import Destination
from domain.upstream.balancing import RoundRobin

# `Expect` is answered by our own server when the first byte of the body is wanted.
_MADE_HERE = FORWARDED | {b"host", b"content-length", b"expect", b"x-request-id"}
_OURS_ON_RETURN = frozenset((b"x-request-id",))


@dataclass(frozen=True, slots=True)
class Passage:
    """One pass over a header list: names that don't travel on, beside hop-by-hop ones, and fields added at the end."""

    dropped: frozenset[bytes]
    added: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class BoundDestination:
    destination: Destination
    transport: Transport
    outward: Passage
    homeward: Passage


class Split:
    __slots__ = ("_only", "_turns", "destinations")

    def __init__(self, destinations: Sequence[BoundDestination]) -> None:
        self.destinations = tuple(destinations)
        self._only = destinations[0] if len(destinations) == 1 else None
        self._turns = RoundRobin([bound.destination.weight for bound in destinations])

    def take(self) -> BoundDestination:
        return self._only or self.destinations[self._turns.turn()]


def bound_destination(destination: Destination, transport: Transport, *, has_cors: bool) -> BoundDestination:
    """Where the gateway speaks CORS, the upstream's own word on it is dropped."""
    ours = _OURS_ON_RETURN | CORS_FIELDS if has_cors else _OURS_ON_RETURN
    request, response = destination.request, destination.response
    return BoundDestination(destination, transport, _passage(_MADE_HERE, request), _passage(ours, response))


def _passage(dropped: frozenset[bytes], edits: Edits) -> Passage:
    return Passage(dropped | edits.dropped, edits.added)
