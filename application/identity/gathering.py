"""Gathering: how the facts that a route's policy asks for are come by. Bound with it; no facts, no gathering."""

from dataclasses import dataclass

from application.ports.clock import Clock
from domain.message.request import Request
from domain.permissions.facts import Asks, Facts, Parameters
from domain.permissions.policy import Policy


@dataclass(frozen=True, slots=True)
class Gathering:
    clock: Clock | None  # None: nobody asks for the time

    def facts(self, request: Request, parameters: Parameters) -> Facts:
        return Facts(
            parameters,
            method=request.method,
            headers=request.headers,
            names=request.named,
            client=request.client,
            moment=None if self.clock is None else self.clock.now(),
        )


def gathering_for(policy: Policy, clock: Clock) -> Gathering | None:
    asks = policy.asks
    if not asks & (Asks.REQUEST | Asks.MOMENT):
        return None
    return Gathering(clock if asks & Asks.MOMENT else None)
