"""The decider: the gateway itself, with a plan in force and nothing behind it. Whatever it says, production does.

Rooms 0 to 3 are the gateway's own code over the same compiled plan. Room 4 stops where a call would be sent. Nothing is
opened, so that a decision takes microseconds and needs no event loop, as long as nobody has to be asked for keys.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from application.admitted import Admitted
from application.answering import answered
from application.binding import BoundLate, Shared
from application.contracts.judges import Judges
from application.contracts.offline import broken, broken_by_head
from application.decisions.heading import head_of
from application.decisions.keyless import keyless, others
from application.decisions.question import Question
from application.decisions.stated import Desk, StatedDoors
from application.decisions.verdict import Outcome, Sent, Verdict
from application.edge import LONGEST_SHOWN
from application.gateway import Gateway
from application.identity.bearers import Bearers
from application.identity.revoking import Revoking
from application.parts import Parts
from application.ports.token_text import TokenText
from application.ports.transport import Answer, Body, Call, Transport
from application.reply import Reply
from application.runtime import Runtime
from application.upstream.intake import objection
from application.upstream.mirroring import Flights
from application.upstream.splitting import BoundDestination
from application.upstream.upgrade import agreed_terms
from domain.message.framing import announced_body
from domain.message.head import Head
from domain.message.reading import read_request
from domain.message.refusal import Refusal
from domain.plan.matchers import OWN_PATHS
from domain.plan.plan import Plan
from domain.upstream.failure import Failure

T = TypeVar("T")


class Unasked(Exception):
    """An answer needs somebody who is not here: an issuer's keys, a service that knows a token."""


class Nowhere(Transport):
    async def send(self, call: Call) -> Answer | Failure:
        raise AssertionError(f"nothing is sent offline: {call.method} {call.target!r}")

    async def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True, slots=True)
class Passed:
    admitted: Admitted
    sent: tuple[Sent, ...]


class Decider:
    def __init__(
        self,
        plan: Plan,
        text: TokenText,
        bearers: Bearers | None = None,
        revoking: Revoking | None = None,
        judges: Judges | None = None,
    ) -> None:
        """`bearers` know callers by tokens; without them a token cannot be judged, and none is known to be revoked."""
        self.plan = plan
        self.desk = Desk(plan.issuers)
        self._gateway = Gateway(self.desk.clock, lambda: self._request_id, ())
        self._request_id = ""
        bearers = bearers or keyless(plan)
        doors = StatedDoors(self.desk, bearers, plan.cookies, others(plan, self.desk.clock), text, revoking=revoking)
        shared = Shared(plan, doors, dict.fromkeys(plan.upstreams, Nowhere()), None, Flights(self.desk.clock), judges)
        self._gateway.runtime = Runtime(plan, BoundLate(plan, shared), Parts())

    def decide(self, question: Question) -> Verdict:
        """Raises Unasked where the answer is not to be had here."""
        return _at_once(self.settle(question))

    async def settle(self, question: Question) -> Verdict:
        """The same, for whoever has a loop and keys that may have to be fetched."""
        self.desk.take(question)
        self._request_id = question.request_id
        head = head_of(question)
        if isinstance(head, Refusal):
            return self._turned_away(question, head)
        path = head.path.decode("latin-1")
        if path == "*" or any(path == own or path.startswith(own + "/") for own in OWN_PATHS):
            return Verdict(Outcome.OWN, None, why=f"{path} is answered by the gateway itself")
        forward = self._shaken if question.is_handshake else partial(self._weighed, question.body)
        return self._verdict(await self._gateway.visit(head, forward, b""), head)

    async def _weighed(self, body: bytes | None, admitted: Admitted, _unread: Body | bytes) -> Passed | Reply:
        own = admitted.bound.route.answer
        if own is not None:
            return admitted.visit.answered(*answered(own, admitted.request, admitted.runtime.server.trusted_proxies))
        wrong = await broken(admitted, body)
        if wrong is not None:
            return admitted.refused(wrong)
        treatment = admitted.bound.treatment
        if treatment is not None and treatment.source is not None:
            parts = treatment.source.calls(admitted)
            return Passed(admitted, tuple(Sent(destination, call, part) for part, destination, call in parts))
        announced = announced_body(admitted.request.named)
        too_large = objection(announced, admitted.runtime.server.body_limit)
        if too_large is not None:
            return admitted.visit.refused(too_large)
        request, principal = admitted.request, admitted.principal
        return _passed(admitted, lambda way: way.forwarding.call(request, principal, announced, b"", now=0.0))

    async def _shaken(self, admitted: Admitted, _no_body: Body | bytes) -> Passed | Reply:
        agreed = agreed_terms(admitted)
        if isinstance(agreed, Refusal):
            return admitted.refused(agreed)
        wrong = broken_by_head(admitted)
        if wrong is not None:
            return admitted.refused(wrong)
        request, principal, terms = admitted.request, admitted.principal, agreed.terms
        return _passed(admitted, lambda way: way.forwarding.handshake(request, principal, terms, now=0.0))

    def _turned_away(self, question: Question, refusal: Refusal) -> Verdict:
        """By the server itself, before it is a request."""
        path = question.target.partition(b"?")[0][:LONGEST_SHOWN]
        head = Head(question.method, path, b"", [], peer=question.peer)  # no more is believed of it
        headers, body = self._gateway.turn_away(head, refusal)
        told = {"why": refusal.why, "headers": tuple(headers), "body": body}
        return Verdict(Outcome.REFUSED, refusal.status, refusal.reason.name, **told)  # type: ignore[arg-type]

    def _verdict(self, found: Passed | Reply, head: Head) -> Verdict:
        server = self.plan.server
        request = read_request(head, self._request_id, server.trusted_proxies, normalise=server.normalises_paths)
        seen = Verdict(Outcome.REFUSED, None, known=self.desk.known)
        if not isinstance(request, Refusal):
            match = self.plan.table.match(request)
            seen = replace(seen, request=request)
            if not isinstance(match, Refusal):
                seen = replace(seen, route=match.route, parameters=match.parameters)
        if isinstance(found, Passed):
            exchange = found.admitted.visit.exchange
            found.admitted.visit.ended(exchange)
            return replace(seen, outcome=Outcome.FORWARDED, sent=found.sent, contract=exchange.contract)
        found.end()
        told = _told(found)
        if told["outcome"] is Outcome.PREFLIGHT:  # the route is the announced request's, not this one's
            seen = replace(seen, route=None, parameters=None)
        return replace(seen, **told)


def _told(reply: Reply) -> dict[str, Any]:
    exchange = reply.exchange
    outcome = Outcome.REFUSED if exchange.reason else Outcome.ANSWERED if exchange.route else Outcome.PREFLIGHT
    told = {"outcome": outcome, "status": reply.status, "reason": exchange.reason, "why": exchange.why}
    return {**told, "headers": tuple(reply.headers), "body": reply.body, "contract": exchange.contract}


def _passed(admitted: Admitted, call: Callable[[BoundDestination], Call]) -> Passed:
    return Passed(admitted, tuple(Sent(way.destination, call(way)) for way in admitted.bound.split.destinations))


def _at_once(decision: Coroutine[Any, Any, T]) -> T:
    try:
        decision.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    decision.close()
    raise Unasked
