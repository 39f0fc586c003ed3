"""One request through the rooms, a paragraph a room.

Knows neither ASGI nor sockets: what differs between doors is who reads and who writes. Each room takes the last one's
value and gives the next, or a Refusal that goes straight to the reply.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from application.admitted import Admitted
from application.answering import answered
from application.debugging import Explain, may_ask, question_of, tell
from application.exchange import Exchange
from application.identity.identifying import Pending
from application.identity.letting_in import kept_out, let_in
from application.noting.notes import Notes
from application.ports.clock import Clock
from application.ports.observer import Observer
from application.ports.transport import Answer, Body
from application.ports.websocket import Channel
from application.preflight import preflight_terms
from application.refusing.body import refusal_body
from application.reply import CALLER_LEFT, Reply
from application.runtime import Runtime
from application.treatment.treatment import treated
from application.upstream.forwarding import host_of
from application.upstream.intake import objection
from application.upstream.splitting import BoundDestination
from application.upstream.tunnels import Tunnels
from application.upstream.upgrade import Upgrade, upgraded
from application.visit import NOT_READY, Visit
from domain.identity.principal import Principal
from domain.message.framing import announced_body
from domain.message.head import Head
from domain.message.headers import Headers
from domain.message.reading import read_request
from domain.message.reason import GATEWAY_FAULT, ROUTE_GONE
from domain.message.refusal import Refusal
from domain.message.request_id import given_id
from domain.plan.debugging import ASKING

log = logging.getLogger("limen.gateway")
T = TypeVar("T")
Forward = Callable[[Admitted, Body | bytes], Awaitable[T]]


class Gateway:
    """`new_id` makes a request's id: ASCII, unguessable enough to be a handle on a log line."""

    def __init__(
        self,
        clock: Clock,
        new_id: Callable[[], str],
        observers: Sequence[Observer],
        notes: Notes | None = None,
        explain: Explain | None = None,
    ) -> None:
        """`notes` keep the latest decisions, `explain` says why one is as it is; None: nobody asks for either."""
        self._clock = clock
        self._notes = notes
        self._explain = explain
        self._new_id = new_id
        self._observers = tuple(observers)
        self._tunnels = Tunnels()
        self.runtime: Runtime | None = None  # swapped whole by a reload

    def handle(self, head: Head, body: Body | bytes) -> Coroutine[Any, Any, Reply]:
        """The reply, to be written and then released. `body` is read only if the request is forwarded."""
        return self.visit(head, self._answered, body)

    def upgrade(self, head: Head) -> Coroutine[Any, Any, Upgrade | Reply]:
        """The same rooms for the handshake of a WebSocket: what they agreed to, to be run and released, or a reply."""
        return self.visit(head, self._upgraded, b"")

    async def run(self, upgrade: Upgrade, caller: Channel) -> None:
        await upgrade.run(caller, self._clock, self._tunnels)

    def drain(self) -> None:
        """Calls end by themselves; WebSockets are told to."""
        self._tunnels.drain()

    async def visit(self, head: Head, forward: Forward[T], body: Body | bytes) -> T | Reply:
        """The rooms up to admission, then `forward` with whoever is let in; a reply where nobody is."""
        runtime = self.runtime  # one snapshot, to the end of the call
        visit = Visit(runtime, self._opened(head, runtime), self._finished, head.headers)
        if runtime is None:
            return visit.refused(NOT_READY)
        runtime.enter()
        try:
            admitted = await self._admitted(runtime, visit, head)
            outcome = admitted if isinstance(admitted, Reply) else await forward(admitted, body)
            if self._notes is not None and (visit.exchange.reason is not None or self._notes.every):
                self._notes.take(head, visit.exchange, visit.known, runtime)
            if runtime.server.debug is not None and ASKING in head.named:
                self._tell(outcome, visit, head, runtime)
            return outcome  # noqa: TRY300  what stands before it may fail as well
        except asyncio.CancelledError:
            visit.exchange.reason = CALLER_LEFT
            visit.ended(visit.exchange)
            raise
        except Exception:
            log.exception("request %s failed in the gateway", visit.exchange.request_id)
            return visit.refused(Refusal(GATEWAY_FAULT))

    def turn_away(self, head: Head, refusal: Refusal) -> tuple[Headers, bytes]:
        """The fields and body of what the server itself refuses, before it is a request; recorded like any other."""
        exchange = self._opened(head, self.runtime)
        exchange.status, exchange.reason, exchange.why = refusal.status, refusal.reason.name, refusal.why
        headers, body = refusal_body(refusal, exchange)
        exchange.bytes_out = len(body)
        self._finished(exchange)
        return headers, body

    def acknowledge(self, head: Head, status: int) -> None:
        """Records what the server has answered by itself, without a body."""
        exchange = self._opened(head, self.runtime)
        exchange.status = status
        self._finished(exchange)

    def _tell(self, outcome: Any, visit: Visit, head: Head, runtime: Runtime) -> None:
        """Why this was decided so, to a caller who may know."""
        who, policy = visit.known, runtime.server.debug
        if self._explain is None or policy is None or not isinstance(who, Principal) or not may_ask(policy, who):
            return
        if isinstance(outcome, Reply | Upgrade):
            question = question_of(head, who, self._clock.now(), visit.exchange.request_id)
            tell(outcome.headers, runtime.plan, question, self._explain)

    async def _admitted(self, runtime: Runtime, visit: Visit, head: Head) -> Admitted | Reply:
        # 0. Read what every room relies on. A preflight carries no credential, and is answered before one is asked for.
        proxies, normalise = runtime.server.trusted_proxies, runtime.server.normalises_paths
        request = read_request(head, visit.exchange.request_id, proxies, normalise=normalise)
        if isinstance(request, Refusal):
            return visit.refused(request)
        visit.met(request)
        if head.method == "OPTIONS" and (preflight := preflight_terms(runtime, request)) is not None:
            return visit.preflighted(preflight)

        # 1. Which route?
        match = runtime.table.match(request)
        if isinstance(match, Refusal):
            return visit.refused(match)
        bound = visit.found(runtime.routes[match.route.number])
        if bound.gone_at is not None and self._clock.now() >= bound.gone_at:
            return visit.refused(Refusal(ROUTE_GONE))

        # 2. Who is calling? 3. May they? A public route has no door, at most a fence.
        principal: Principal | None = None
        if bound.door is not None:
            found = bound.door.identifier.identify(request)
            visit.known = known = await found.settle() if isinstance(found, Pending) else found
            who = let_in(known, bound.door, request, match.parameters, visit.exchange)
            if isinstance(who, Refusal):
                return visit.refused(who)
            principal = who
        elif bound.fence is not None and (outside := kept_out(bound.fence, request, match.parameters)) is not None:
            return visit.refused(outside)
        return Admitted(runtime, visit, request, bound, match.parameters, principal)

    async def _answered(self, admitted: Admitted, body: Body | bytes) -> Reply:
        # 4. Forward, save where the route answers by itself.
        visit, own = admitted.visit, admitted.bound.route.answer
        if own is not None:
            return visit.answered(*answered(own, admitted.request, admitted.runtime.server.trusted_proxies))
        if (treatment := admitted.bound.treatment) is not None:
            return await treated(admitted, treatment, body, forward=self._forwarded, clock=self._clock)
        way = admitted.bound.split.take()
        answer = await self._forwarded(admitted, way, body)
        if isinstance(answer, Refusal):
            return visit.refused(answer)

        # 5. Reply, with the body as it arrives.
        return visit.replied(answer.status, *way.homeward(answer, admitted.request))

    async def _upgraded(self, admitted: Admitted, _no_body: Body | bytes) -> Upgrade | Reply:
        return await upgraded(admitted, self._clock)

    async def _forwarded(self, admitted: Admitted, way: BoundDestination, body: Body | bytes) -> Answer | Refusal:
        request, server = admitted.request, admitted.runtime.server
        announced = announced_body(request.named)
        if announced is not None and (too_large := objection(announced, server.body_limit)):
            return too_large
        now = self._clock.monotonic()
        call = way.forwarding.call(request, admitted.principal, announced, body, now=now)
        if admitted.bound.mirroring is not None:
            admitted.bound.mirroring.accompany(call, host_of(request))
        return await admitted.send(call, way, self._clock, since=now)

    def _opened(self, head: Head, runtime: Runtime | None) -> Exchange:
        proxies = runtime.server.trusted_proxies if runtime else None
        given = given_id(head.peer, head.headers, proxies) if proxies and proxies.networks else None
        path = head.path.decode("latin-1")
        return Exchange(given or self._new_id(), head.method, path, "", head.peer, started=self._clock.monotonic())

    def _finished(self, exchange: Exchange) -> None:
        exchange.seconds = self._clock.monotonic() - exchange.started
        for observer in self._observers:
            observer.finished(exchange)
