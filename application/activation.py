"""Activation: from what was written to a running gateway. All or nothing: a spec with a fault changes nothing.

1. read and compile, 2. open the adapters, 3. swap one attribute, 4. let the old runtime's last call leave, close it.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from application.binding import Shared, bound_route
from application.gateway import Gateway
from application.identity.authentication import Authenticator
from application.identity.bearers import OpeningLookups, opened_bearers
from application.identity.brake import Brake
from application.identity.credentials import opened_credentials
from application.identity.doors import Doors
from application.identity.keyring import Keyring
from application.identity.revoking import Revoking, following
from application.ports.api_keys import ApiKeySource
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.revocation import RevocationList
from application.ports.token_text import TokenText
from application.ports.transport import Transport
from application.runtime import Runtime
from application.upstream.balanced import BalancedTransport
from application.upstream.compressing import Compressing
from application.upstream.guarded import GuardedTransport
from application.upstream.mirroring import Flights
from application.warnings import warnings_of
from domain.identity.issuer import Issuer
from domain.identity.revocation_terms import RevocationTerms
from domain.plan.plan import Plan, Upstream
from domain.upstream.balancing import RoundRobin
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target

LONGEST_START = 2.0  # seconds before requests are taken all the same
log = logging.getLogger("limen.activation")


class Opening(Protocol):
    """What a plan's parts become; the container says with which adapters."""

    lookups: OpeningLookups

    def keyring(self, issuer: Issuer) -> Keyring: ...

    def token_text(self) -> TokenText: ...

    def revocations(self, terms: RevocationTerms) -> RevocationList: ...

    def api_key_source(self, file: str) -> ApiKeySource: ...

    def transport(self, target: Target) -> Transport: ...

    def breaker(self, terms: BreakerTerms) -> Breaker: ...

    def compressor(self, encoding: str) -> Compressor: ...


@dataclass(frozen=True, slots=True)
class Activation:
    gateway: Gateway
    opening: Opening
    clock: Clock
    drain_seconds: float = 30.0

    def activate(self, plan: Plan) -> Runtime | None:
        """Opens `plan` and puts it in force. The runtime that was in force is handed back, to be drained."""
        runtime = self._opened(plan)
        for warning in warnings_of(plan):
            log.warning("%s", warning)
        former, self.gateway.runtime = self.gateway.runtime, runtime
        return former

    async def tried(self) -> None:
        """Waits, for a moment at most, until what guarded requests need has been asked for once."""
        runtime = self.gateway.runtime
        if runtime is not None and runtime.revoking is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(runtime.revoking.tried(), LONGEST_START)

    async def retire(self, former: Runtime) -> bool:
        """Lets the calls inside `former` end, then closes it. Whether all ended in time."""
        return await former.drain(self.drain_seconds)

    async def close(self) -> None:
        runtime, self.gateway.runtime = self.gateway.runtime, None
        if runtime is not None:
            await runtime.drain(self.drain_seconds)

    def _opened(self, plan: Plan) -> Runtime:
        keyrings = {name: self._keyring(issuer) for name, issuer in plan.issuers.items()}
        transports = {name: self._transport(upstream) for name, upstream in plan.upstreams.items()}
        issuers = {name: Authenticator(plan.issuers[name], keyring, self.clock) for name, keyring in keyrings.items()}
        bearers = opened_bearers(plan, issuers, self.opening.lookups, self.clock)
        brake = Brake(plan.failures, self.clock)
        others = opened_credentials(plan, self.opening, self.clock, brake)
        revoking = self._revoking(plan.revocation) if plan.revocation else None
        doors = Doors(
            bearers,
            plan.cookies,
            others.identifiers,
            self.opening.token_text(),
            self.clock,
            brake=brake,
            revoking=revoking,
        )
        for keyring in keyrings.values():
            keyring.warm()
        compression = plan.server.compression
        compressing = Compressing(compression, self.opening.compressor) if compression else None
        flights = Flights(self.clock)
        shared = Shared(plan, doors, transports, compressing, flights)
        routes = [bound_route(route, shared) for route in plan.routes]
        closers = [flights.close, *bearers.closers, *others.closers]
        closers += [keyring.close for keyring in keyrings.values()]
        closers += [transport.close for transport in transports.values()]
        closers += [revoking.close] if revoking else []
        return Runtime(plan, routes, closers, keyrings, revoking)

    def _revoking(self, terms: RevocationTerms) -> Revoking:
        """With what the runtime in force knows of the same list."""
        revoking, former = following(self.opening.revocations(terms), terms, self.clock), self.gateway.runtime
        if former is not None and former.revoking is not None and former.plan.revocation == terms:
            revoking.inherit(former.revoking)
        revoking.warm()
        return revoking

    def _keyring(self, issuer: Issuer) -> Keyring:
        """With the keys that the runtime in force has of the same issuer."""
        keyring, former = self.opening.keyring(issuer), self.gateway.runtime
        if former is not None and former.plan.issuers.get(issuer.name) == issuer and issuer.name in former.keyrings:
            keyring.inherit(former.keyrings[issuer.name])
        return keyring

    def _transport(self, upstream: Upstream) -> Transport:
        transports = [self._guarded(target, upstream.breaker) for target in upstream.targets]
        if len(transports) == 1:
            return transports[0]
        return BalancedTransport(transports, RoundRobin([target.weight for target in upstream.targets]))

    def _guarded(self, target: Target, terms: BreakerTerms | None) -> Transport:
        transport = self.opening.transport(target)
        return GuardedTransport(transport, self.opening.breaker(terms)) if terms else transport
