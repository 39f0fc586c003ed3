"""One request through the rooms, a paragraph a room.

Knows neither ASGI nor sockets: what differs between doors is who reads and who writes. Each room takes the last one's
value and gives the next, or a Refusal that goes straight to the reply.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from application.authentication import Pending
from application.compressing import outgoing
from application.exchange import Exchange
from application.intake import objection
from application.ports.clock import Clock
from application.ports.observer import Observer
from application.ports.transport import Answer, Body
from application.reply import CALLER_LEFT, Reply
from application.runtime import BoundDoor, BoundRoute, Runtime
from application.visit import Visit
from domain.identity.principal import Principal
from domain.message.framing import announced_body
from domain.message.head import Head
from domain.message.reason import EXCLUDED, GATEWAY_FAULT, GATEWAY_NOT_READY
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.message.request_id import given_id
from domain.permissions.decision import ALLOW, Denial
from domain.permissions.policy import Parameters
from domain.upstream.failure import Failure

NO_CONTENT = 204
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
        visit = Visit(runtime, self._opened(head, runtime), self._finished)
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
        request = runtime.read(head, visit.exchange.request_id)
        if isinstance(request, Refusal):
            return visit.refused(request)
        visit.met(request)
        preflight = runtime.server.cors.preflight(request) if runtime.server.cors else None
        if preflight is not None:
            return visit.replied(NO_CONTENT, [*preflight, (b"x-request-id", request.id.encode("ascii"))])

        # 1. Which route?
        match = runtime.table.match(request)
        if isinstance(match, Refusal):
            return visit.refused(match)
        bound = runtime.routes[match.route.number]
        visit.exchange.route = match.route.name

        # 2. Who is calling? 3. May they? A public route has no door.
        principal = None
        if bound.door is not None:
            who = await self._let_in(bound.door, request, match.parameters, visit.exchange)
            if isinstance(who, Refusal):
                return visit.refused(who)
            principal = who

        # 4. Forward.
        answer = await self._forwarded(bound, request, principal, body, visit.exchange)
        if isinstance(answer, Refusal):
            return visit.refused(answer)

        # 5. Reply, with the body as it arrives.
        return visit.replied(answer.status, *outgoing(answer, request, runtime.server, bound.compressing))

    async def _let_in(
        self, door: BoundDoor, request: Request, parameters: Parameters, exchange: Exchange
    ) -> Principal | Refusal:
        who = door.authenticator.identify(request)
        if isinstance(who, Pending):
            who = await door.authenticator.settle(who)
        if isinstance(who, Refusal):
            return who
        exchange.subject = who.subject
        return _denied(door, who, parameters) or who

    async def _forwarded(
        self,
        bound: BoundRoute,
        request: Request,
        principal: Principal | None,
        body: Body,
        exchange: Exchange,
    ) -> Answer | Refusal:
        announced = announced_body(request.headers)
        too_large = objection(announced, bound.forwarding.server.body_limit)
        if too_large is not None:
            return too_large
        exchange.upstream = bound.route.upstream
        sent = self._clock.monotonic()
        call = bound.forwarding.call(request, principal, announced, body, now=sent)
        answer = await bound.transport.send(call)
        exchange.upstream_seconds = self._clock.monotonic() - sent
        if isinstance(answer, Failure):
            return answer.refusal()
        exchange.target = answer.target
        return answer

    def _opened(self, head: Head, runtime: Runtime | None) -> Exchange:
        given = given_id(head.peer, head.headers, runtime.server.trusted_proxies) if runtime else None
        path = head.path.decode("latin-1")
        return Exchange(given or self._new_id(), head.method, path, "", head.peer, started=self._clock.monotonic())

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
