"""A treatment: what a route does beside forwarding, bound once. A route without one has no step of it in its way.

Intakes look at a request before it goes upstream and may read its body; a source answers in the place of an upstream;
outlets change an answer before its head is edited and it is compressed. Each gives a Refusal where the call ends.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from application.admitted import Admitted
from application.ports.clock import Clock
from application.ports.transport import Answer, Body, Call
from application.reply import Reply
from application.upstream.splitting import BoundDestination
from domain.message.headers import Headers
from domain.message.refusal import Refusal
from domain.plan.plan import Destination

Taken = Body | bytes
Forward = Callable[[Admitted, BoundDestination, Taken], Awaitable[Answer | Refusal]]


PlannedCall = tuple[str, Destination, Call]  # and which part of the answer it is for


class Intake(Protocol):
    async def take(self, admitted: Admitted, body: Taken) -> Taken | Refusal:
        """The body to go on with: the same one, or all of it where it had to be read."""

    def objection(self, admitted: Admitted) -> Refusal | None:
        """What the request's head alone is refused for: of a handshake, of a question that nobody sent."""


class Source(Protocol):
    async def answer(self, admitted: Admitted, body: Taken, clock: Clock) -> Answer | Refusal: ...

    def calls(self, admitted: Admitted) -> Iterator[PlannedCall]:
        """What it would ask of upstreams, as far as that is known before any has answered; nothing is sent."""

    def homeward(self, answer: Answer, admitted: Admitted) -> tuple[Headers, Answer]:
        """The head for the caller, and the answer whose body goes with it."""


class Outlet(Protocol):
    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        """Whoever gives another answer releases the one it was given."""


@dataclass(frozen=True, slots=True)
class Treatment:
    intakes: tuple[Intake, ...] = ()
    source: Source | None = None  # None: an upstream
    outlets: tuple[Outlet, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.intakes or self.source or self.outlets)


async def treated(admitted: Admitted, treatment: Treatment, body: Taken, *, forward: Forward, clock: Clock) -> Reply:
    given = await taken(admitted, treatment, body)
    if isinstance(given, Refusal):
        return admitted.refused(given)
    if treatment.source is not None:
        answer = await _given(admitted, treatment, await treatment.source.answer(admitted, given, clock))
        if isinstance(answer, Refusal):
            return admitted.refused(answer)
        return admitted.visit.replied(answer.status, *treatment.source.homeward(answer, admitted))
    way = admitted.bound.split.take()
    answer = await _given(admitted, treatment, await forward(admitted, way, given))
    if isinstance(answer, Refusal):
        return admitted.refused(answer)
    return admitted.visit.replied(answer.status, *way.homeward(answer, admitted.request))


async def taken(admitted: Admitted, treatment: Treatment, body: Taken) -> Taken | Refusal:
    """Each intake sees what the one before it has given; the first that refuses ends it."""
    for intake in treatment.intakes:
        found = await intake.take(admitted, body)
        if isinstance(found, Refusal):
            return found
        body = found
    return body


async def _given(admitted: Admitted, treatment: Treatment, answer: Answer | Refusal) -> Answer | Refusal:
    for outlet in treatment.outlets:
        if isinstance(answer, Refusal):
            return answer
        answer = await outlet.give(admitted, answer)
    return answer
