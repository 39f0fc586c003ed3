"""One request through the rooms, a paragraph a room.

Knows neither ASGI nor sockets: what differs between doors is who reads and who writes. Each room takes the last one's
value and gives the next, or a Refusal that goes straight to the reply.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from application.answering import answered
from application.authentication import Pending
from application.exchange import Exchange
from application.forwarding import host_of, outgoing, returned
from application.intake import objection
from application.ports.clock import Clock
from application.ports.observer import Observer
from application.ports.transport import Answer, Body
from application.preflight import preflight_terms
from application.reply import CALLER_LEFT, Reply
from application.runtime import BoundDoor, BoundRoute, Runtime
from application.splitting import BoundDestination
from application.visit import Visit
from domain.identity.principal import Principal
from domain.message.framing import announced_body
from domain.message.head import Head
from domain.message.reading import read_request
from domain.message.reason import EXCLUDED, GATEWAY_FAULT, GATEWAY_NOT_READY
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.decision import ALLOW, Denial
from domain.permissions.policy import Parameters
from domain.upstream.failure import Failure

NOT_READY = Refusal(GATEWAY_NOT_READY, "there is no runtime", ((b"retry-after", b"1"),))
log = logging.getLogger("limen.gateway")


class Gateway:
    """`new_id` makes a request's id: ASCII, unguessable enough to be a handle on a log line."""

    def __init__(self, clock: Clock, new_id: Callable[[], str], observers: Sequence[Observer]) -> None:
        self._clock = clock
        self._new_id = new_id
        self._observers = tuple(observers)
        self.runtime: Runtime | None = None  # swapped whole by a reload

    async def handle(self, head: Head, body: Body) -> Reply:
        """The reply, to be written and then released. `body` is read only if the request is forwarded."""
        runtime = self.runtime  # one snapshot, to the end of the call
        visit = Visit(runtime, self._opened(head), self._finished)
        if runtime is None:
            return visit.refused(NOT_READY)
        runtime.enter()
        try:
            return await self._through_the_rooms(runtime, visit, head, body)
        except asyncio.CancelledError:
            visit.exchange.reason = CALLER_LEFT
            visit.ended(visit.exchange)
            raise
        except Exception:
            log.exception("request %s failed in the gateway", visit.exchange.request_id)
            return visit.refused(Refusal(GATEWAY_FAULT))

    async def _through_the_rooms(self, runtime: Runtime, visit: Visit, head: Head, body: Body) -> Reply:
        # 0. Read what every room relies on. A preflight carries no credential, and is answered before one is asked for.
        request = read_request(head, visit.exchange.request_id, runtime.server.trusted_proxies)
        if isinstance(request, Refusal):
            return visit.refused(request)
        visit.met(request)
        if runtime.has_cors and (preflight := preflight_terms(runtime, request)) is not None:
            return visit.preflighted(preflight)

        # 1. Which route?
        match = runtime.table.match(request)
        if isinstance(match, Refusal):
            return visit.refused(match)
        bound = visit.found(runtime.routes[match.route.number])

        # 2. Who is calling? 3. May they? A public route has no door.
        if bound.door is not None:
            refusal = await self._kept_out(bound.door, request, match.parameters, visit.exchange)
            if refusal is not None:
                return visit.refused(refusal)

        # 4. Forward, save where the route answers by itself. 5. Reply, with the body as it arrives.
        if match.route.answer is not None:
            return visit.answered(*answered(match.route.answer, request, runtime.server.trusted_proxies))
        destination = bound.split.take()
        answer = await self._forwarded(runtime, bound, destination, request, body, exchange=visit.exchange)
        if isinstance(answer, Refusal):
            return visit.refused(answer)
        return visit.replied(answer.status, returned(answer, request, destination), answer)

    async def _kept_out(
        self, door: BoundDoor, request: Request, parameters: Parameters, exchange: Exchange
    ) -> Refusal | None:
        who = door.authenticator.identify(request)
        if isinstance(who, Pending):
            who = await door.authenticator.settle(who)
        if isinstance(who, Refusal):
            return who
        exchange.subject = who.subject
        return _denied(door, who, parameters)

    async def _forwarded(
        self,
        runtime: Runtime,
        bound: BoundRoute,
        destination: BoundDestination,
        request: Request,
        body: Body,
        *,
        exchange: Exchange,
    ) -> Answer | Refusal:
        announced = announced_body(request.headers)
        too_large = objection(announced, runtime.server.body_limit)
        if too_large is not None:
            return too_large
        exchange.upstream = destination.destination.upstream
        sent = self._clock.monotonic()
        call = outgoing(request, destination, runtime.server, announced, body, now=sent)
        if bound.mirroring is not None:
            bound.mirroring.accompany(call, host_of(request))
        answer = await destination.transport.send(call)
        exchange.upstream_seconds = self._clock.monotonic() - sent
        if isinstance(answer, Failure):
            return answer.refusal()
        exchange.target = answer.target
        return answer

    def _opened(self, head: Head) -> Exchange:
        path = head.path.decode("latin-1")
        return Exchange(self._new_id(), head.method, path, "", head.peer, started=self._clock.monotonic())

    def _finished(self, exchange: Exchange) -> None:
        exchange.seconds = self._clock.monotonic() - exchange.started
        for observer in self._observers:
            observer.finished(exchange)


def _denied(door: BoundDoor, principal: Principal, parameters: Parameters) -> Refusal | None:
    """None is admission, and nothing but ALLOW is: a policy that forgets to decide lets nobody in."""
    decision = door.policy.decide(principal, parameters)
    if decision is ALLOW:
        return None
    if isinstance(decision, Denial):
        return Refusal(decision.reason, decision.why)
    return Refusal(EXCLUDED, "the policy gave no decision")  # type: ignore[unreachable]
