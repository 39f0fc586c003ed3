"""Admitted: a request that rooms 0 to 3 have let through, with what they learned of it, on its way upstream."""

from dataclasses import dataclass

from application.ports.clock import Clock
from application.ports.transport import Answer, Call
from application.reply import Reply
from application.runtime import BoundRoute, Runtime
from application.upstream.splitting import BoundDestination
from application.visit import Visit
from domain.identity.principal import Principal
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.facts import Parameters
from domain.upstream.failure import Failure


@dataclass(slots=True)
class Admitted:
    runtime: Runtime
    visit: Visit
    request: Request
    bound: BoundRoute
    parameters: Parameters
    principal: Principal | None  # None: a public route

    def refused(self, refusal: Refusal) -> Reply:
        return self.visit.refused(refusal)

    async def send(self, call: Call, way: BoundDestination, clock: Clock, *, since: float) -> Answer | Refusal:
        """`since` is the moment of Clock.monotonic that the call's deadline counts from."""
        exchange = self.visit.exchange
        exchange.upstream = way.destination.upstream
        answer = await way.transport.send(call)
        exchange.upstream_seconds = clock.monotonic() - since
        if isinstance(answer, Failure):
            return answer.refusal()
        exchange.target = answer.target
        return answer
