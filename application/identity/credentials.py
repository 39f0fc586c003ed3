"""Credentials that are no tokens of an issuer: opened for one runtime, each by its name in the configuration."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from application.identity.api_keys import KeyIdentifier
from application.identity.brake import Brake
from application.identity.certificates import CertificateIdentifier
from application.identity.identifying import Identifier
from application.identity.key_watch import KeyWatch
from application.ports.api_keys import ApiKeySource
from application.ports.clock import Clock
from domain.plan.plan import Plan, Route


class KeyOpening(Protocol):
    def api_key_source(self, file: str) -> ApiKeySource: ...


@dataclass(frozen=True, slots=True)
class OtherCredentials:
    identifiers: dict[str, Identifier]
    closers: list[Callable[[], Awaitable[None]]]


def opened_credentials(plan: Plan, opening: KeyOpening, clock: Clock, brake: Brake) -> OtherCredentials:
    """Needs a running loop, for files of keys are watched from now on."""
    others = OtherCredentials({}, [])
    for name, keys in plan.api_keys.items():
        identifier = others.identifiers[name] = KeyIdentifier(keys, brake, clock)
        if keys.file is not None:
            source = opening.api_key_source(keys.file)
            watch = KeyWatch(name, source, identifier, roles=plan.roles, clock=clock)
            watch.start()
            others.closers.append(watch.close)
    for name, certificates in plan.certificates.items():
        others.identifiers[name] = CertificateIdentifier(certificates)
    return others


def kept_from(plan: Plan, route: Route, upstream: str) -> frozenset[bytes]:
    """Headers of credentials that do not travel there: those of certificates never, others not from guarded routes."""
    introduction = plan.upstreams[upstream].introduction
    headers = {one.header for one in plan.certificates.values()}
    if route.door is not None and not introduction.passes_token:  # a public route's token is not the gateway's to drop
        headers.add(b"authorization")
    if route.door is not None and not introduction.passes_key:
        headers |= {plan.api_keys[name].header for name in route.door.credentials if name in plan.api_keys}
    return frozenset(headers)
