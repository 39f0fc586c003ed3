"""Upgrade: room 4 for the handshake of a WebSocket, and what comes of it where the upstream agrees.

Only a route that says `websocket` takes one. An upstream that does not upgrade has answered in HTTP: that is the reply.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from application.admitted import Admitted
from application.contracts.offline import broken_by_head
from application.ports.clock import Clock
from application.ports.transport import Answer
from application.ports.websocket import Channel
from application.reply import CALLER_LEFT, Reply
from application.upstream.splitting import BoundDestination
from application.upstream.tunnel import Tunnel
from application.upstream.tunnels import Tunnels
from domain.message.closing import POLICY, ended_by_gateway
from domain.message.handshake import SUBPROTOCOL, Handshake, read_handshake
from domain.message.headers import values
from domain.message.reason import TOKEN_REVOKED, UPGRADE_REFUSED
from domain.message.refusal import Refusal
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.tunnel import TunnelTerms

SWITCHING = 101
NOT_TAKEN = Refusal(UPGRADE_REFUSED, "the route does not say `websocket`")
REVOKED = ended_by_gateway(POLICY, TOKEN_REVOKED.name)
NOT_OFFERED = Failure(FailureKind.INVALID, "the upstream chose a subprotocol that was not offered").refusal()


class Upgrade:
    """Whoever holds one runs it, which takes as long as the tunnel is open, and then releases it."""

    def __init__(
        self, admitted: Admitted, way: BoundDestination, answer: Answer, *, channel: Channel, terms: TunnelTerms
    ) -> None:
        chosen = values(answer.headers, SUBPROTOCOL)
        self.subprotocol = chosen[0].decode("ascii") if chosen else None
        self.headers = way.forwarding.switched(answer, admitted.request)
        self.message_limit = terms.message_limit
        self.exchange = admitted.visit.exchange
        self.exchange.status = SWITCHING
        self._visit = admitted.visit
        self._answer = answer
        self._channel = channel
        self._idle = terms.idle
        self._principal = principal = admitted.principal
        self._revoking = admitted.runtime.revoking
        self._expires_at = principal.expires if principal is not None and terms.expires else None
        self._is_released = False

    async def run(self, caller: Channel, clock: Clock, tunnels: Tunnels) -> None:
        """To the tunnel's end, of which both sides have been told."""
        tunnel = Tunnel(caller, self._channel, clock)
        tunnels.enter(tunnel)
        try:
            with self._watched(tunnel):
                ending = await tunnel.run(idle=self._idle, expires_at=self._expires_at)
            self.exchange.close_code, self.exchange.reason = ending.caller.code, ending.word
        finally:
            tunnels.leave(tunnel)
            self.exchange.bytes_in, self.exchange.bytes_out = tunnel.bytes_in, tunnel.bytes_out

    def _watched(self, tunnel: Tunnel) -> AbstractContextManager[None]:
        """Ends the tunnel when the caller is revoked; it may have been while the handshake was under way."""
        if self._revoking is None or self._principal is None:
            return nullcontext()
        return self._revoking.watching(self._principal, partial(tunnel.end, REVOKED))

    def deserted(self) -> None:
        """The caller left before the tunnel was open, or the process would not wait for its end."""
        self.exchange.cut = True
        self.exchange.reason = CALLER_LEFT

    async def release(self) -> None:
        if self._is_released:
            return
        self._is_released = True
        try:
            await self._answer.release()
        finally:
            self._visit.ended(self.exchange)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a route and a handshake come to, before the upstream is asked."""

    handshake: Handshake
    terms: TunnelTerms


def agreed_terms(admitted: Admitted) -> Agreed | Refusal:
    terms = admitted.bound.route.websocket
    if terms is None:
        return NOT_TAKEN
    handshake = read_handshake(admitted.request.headers)
    return handshake if isinstance(handshake, Refusal) else Agreed(handshake, terms)


async def upgraded(admitted: Admitted, clock: Clock) -> Upgrade | Reply:
    agreed = agreed_terms(admitted)
    if isinstance(agreed, Refusal):
        return admitted.refused(agreed)
    broken = broken_by_head(admitted)
    if broken is not None:
        return admitted.refused(broken)
    handshake, terms = agreed.handshake, agreed.terms
    now = clock.monotonic()
    way = admitted.bound.split.take()
    call = way.forwarding.handshake(admitted.request, admitted.principal, terms, now=now)
    answer = await admitted.send(call, way, clock, since=now)
    if isinstance(answer, Refusal):
        return admitted.refused(answer)
    if answer.channel is None:
        return admitted.visit.replied(answer.status, way.forwarding.returned(answer, admitted.request), answer)
    if not handshake.allows(values(answer.headers, SUBPROTOCOL)):
        await answer.release()
        return admitted.refused(NOT_OFFERED)
    return Upgrade(admitted, way, answer, channel=answer.channel, terms=terms)
