"""Opening: a plan bound to open adapters. What the runtime before has open of the same making is taken over.

Whatever a part depends on is in what it is said to be made of: a remembered token stands for its issuer as it was, a
key of a file for the roles that it was checked against.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from application.binding import Shared, bound_route
from application.contracts.judges import Judges, joined
from application.identity.authentication import Authenticator
from application.identity.bearers import OpeningLookups, opened_bearers
from application.identity.brake import Brake
from application.identity.credentials import opened_credentials
from application.identity.doors import Doors
from application.identity.keyring import Keyring
from application.identity.revoking import Revoking, following
from application.parts import Parts
from application.ports.api_keys import ApiKeySource
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.revocation import RevocationList
from application.ports.token_text import TokenText
from application.ports.transport import Transport
from application.runtime import BoundRoute, Runtime
from application.upstream.balanced import BalancedTransport
from application.upstream.compressing import Compressing
from application.upstream.guarded import GuardedTransport
from application.upstream.mirroring import Flights
from domain.identity.issuer import Issuer
from domain.identity.revocation_terms import RevocationTerms
from domain.plan.plan import Plan, Upstream
from domain.upstream.balancing import RoundRobin
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target

PIECE = 100  # routes: a millisecond or two
Known = tuple[Mapping[str, Keyring], Revoking | None]


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

    def judges(self) -> Judges: ...


@dataclass(frozen=True, slots=True)
class PlanOpening:
    """Of one plan. Needs a running loop, for keys and lists are followed from now on."""

    plan: Plan
    opening: Opening
    clock: Clock
    parts: Parts

    def runtime(self) -> Runtime:
        shared, known = self._shared()
        deque(joined(self.plan, shared.judges), 0)
        return self._complete([bound_route(route, shared) for route in self.plan.routes], known)

    async def runtime_beside(self) -> Runtime:
        """The same in small pieces, so that calls of the runtime in force go on meanwhile."""
        shared, known = self._shared()
        for _ in joined(self.plan, shared.judges):
            await asyncio.sleep(0)
        routes = []
        for route in self.plan.routes:
            routes.append(bound_route(route, shared))
            if not len(routes) % PIECE:
                await asyncio.sleep(0)
        return self._complete(routes, known)

    def _shared(self) -> tuple[Shared, Known]:
        """What routes are bound to; keyrings and revocations apart, as the runtime asks about them."""
        plan = self.plan
        keyrings = {name: self._keyring(issuer) for name, issuer in plan.issuers.items()}
        revoking = self._revoking(plan.revocation) if plan.revocation else None
        doors = self._doors(keyrings, revoking)
        compression = plan.server.compression
        compressing = Compressing(compression, self.opening.compressor) if compression else None
        flights = self.parts.take("mirrored calls", None, lambda: Flights(self.clock), lambda made: made.close)
        transports = {name: self._transport(upstream) for name, upstream in plan.upstreams.items()}
        return Shared(plan, doors, transports, compressing, flights, self._judges()), (keyrings, revoking)

    def _judges(self) -> Judges | None:
        """None where there is no contract: then nobody imports what compiles them."""
        return self.opening.judges() if any(route.contract for route in self.plan.routes) else None

    def _complete(self, routes: list[BoundRoute], known: Known) -> Runtime:
        self.parts.complete()
        return Runtime(self.plan, routes, self.parts, *known)

    def _doors(self, keyrings: Mapping[str, Keyring], revoking: Revoking | None) -> Doors:
        plan, clock = self.plan, self.clock
        brake = self.parts.take("brake", plan.failures, lambda: Brake(plan.failures, clock))
        issuers = {name: self._authenticator(plan.issuers[name], keyring) for name, keyring in keyrings.items()}
        bearers = opened_bearers(plan, issuers, self.opening.lookups, clock, self.parts)
        others = opened_credentials(plan, self.opening, clock, brake, self.parts)
        text = self.opening.token_text()
        return Doors(bearers, plan.cookies, others, text, clock, brake=brake, revoking=revoking)

    def _keyring(self, issuer: Issuer) -> Keyring:
        def opened() -> Keyring:
            keyring = self.opening.keyring(issuer)
            keyring.warm()
            return keyring

        return self.parts.take(("keys", issuer.name), _signs(issuer), opened, lambda made: made.close)

    def _authenticator(self, issuer: Issuer, keyring: Keyring) -> Authenticator:
        """With the tokens that it remembers: of this issuer as it is, and of these keys."""
        made_of = (issuer, keyring)
        return self.parts.take(("issuer", issuer.name), made_of, lambda: Authenticator(issuer, keyring, self.clock))

    def _revoking(self, terms: RevocationTerms) -> Revoking:
        def opened() -> Revoking:
            revoking = following(self.opening.revocations(terms), terms, self.clock)
            revoking.warm()
            return revoking

        revoking = self.parts.take("revocations", terms, opened, lambda made: made.close)
        revoking.read_anew()
        return revoking

    def _transport(self, upstream: Upstream) -> Transport:
        """Each target's connections and breaker are its own: they stay when another target comes or goes."""
        seen: dict[Target, int] = {}
        transports = []
        for target in upstream.targets:
            alike = replace(target, weight=1)
            seen[alike] = seen.get(alike, 0) + 1
            transports.append(self._target(upstream, alike, seen[alike]))
        if len(transports) == 1:
            return transports[0]
        return BalancedTransport(transports, RoundRobin([target.weight for target in upstream.targets]))

    def _target(self, upstream: Upstream, target: Target, number: int) -> Transport:
        terms = upstream.breaker

        def opened() -> Transport:
            transport = self.opening.transport(target)
            return GuardedTransport(transport, self.opening.breaker(terms)) if terms else transport

        return self.parts.take(("target", upstream.name, target, number), terms, opened, lambda made: made.close)


def _signs(issuer: Issuer) -> tuple[object, ...]:
    """All of an issuer that its keys and their verifier are made of."""
    return issuer.origin, issuer.location, issuer.algorithms, issuer.form, issuer.refresh, issuer.insecure_http
