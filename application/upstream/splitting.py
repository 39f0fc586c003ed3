"""Splitting: which of a route's destinations a call takes; each bound to its transport and to what it edits.

Turns instead of dice: of any 500 calls through a worker each destination gets its share to within one, whatever their
concurrency (docs/decisions/0032). A route that leads to one place has nothing to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.transport import Answer, Transport
from application.upstream.compressing import Compressing
from application.upstream.forwarding import Forwarding
from application.upstream.references import References
from domain.message.headers import Headers
from domain.message.request import Request
from domain.plan.plan import Destination
from domain.upstream.balancing import RoundRobin


@dataclass(frozen=True, slots=True)
class BoundDestination:
    destination: Destination
    transport: Transport
    forwarding: Forwarding
    compressing: Compressing | None = None  # None: answers go out as they came
    references: References | None = None  # None: the same

    def homeward(self, answer: Answer, request: Request) -> tuple[Headers, Answer]:
        """The head for the caller, and the answer whose body goes with it."""
        if self.references is not None:
            answer.headers = self.references.mapped(answer.headers, request)
        headers = self.forwarding.returned(answer, request)
        return self.compressing.applied(request, headers, answer) if self.compressing else (headers, answer)


class Split:
    __slots__ = ("_only", "_turns", "destinations")

    def __init__(self, destinations: Sequence[BoundDestination]) -> None:
        self.destinations = tuple(destinations)
        self._only = destinations[0] if len(destinations) == 1 else None
        self._turns = RoundRobin([bound.destination.weight for bound in destinations])

    def take(self) -> BoundDestination:
        return self._only or self.destinations[self._turns.turn()]
