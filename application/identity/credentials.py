"""Credentials that are no tokens of an issuer: opened for one runtime, each by its name in the configuration."""

from typing import Protocol

from application.identity.api_keys import KeyIdentifier
from application.identity.brake import Brake
from application.identity.certificates import CertificateIdentifier
from application.identity.identifying import Identifier
from application.identity.key_watch import KeyWatch
from application.parts import Parts
from application.ports.api_keys import ApiKeySource
from application.ports.clock import Clock
from domain.identity.api_key import ApiKeys
from domain.plan.plan import Plan, Route


class KeyOpening(Protocol):
    def api_key_source(self, file: str) -> ApiKeySource: ...


def opened_credentials(
    plan: Plan, opening: KeyOpening, clock: Clock, brake: Brake, parts: Parts
) -> dict[str, Identifier]:
    """Needs a running loop, for files of keys are watched from now on."""

    def holder(keys: ApiKeys) -> KeyIdentifier:
        identifier = parts.take(("api keys", keys.name), (keys, brake), lambda: KeyIdentifier(keys, brake, clock))
        if keys.file is not None:
            watch(keys, keys.file, identifier)
        return identifier

    def watch(keys: ApiKeys, file: str, identifier: KeyIdentifier) -> KeyWatch:
        def watching() -> KeyWatch:
            source = opening.api_key_source(file)
            watch = KeyWatch(keys.name, source, identifier, roles=plan.roles, clock=clock)
            watch.start()
            return watch

        return parts.take(("watch", keys.name), (identifier, plan.roles), watching, lambda made: made.close)

    others: dict[str, Identifier] = {name: holder(keys) for name, keys in plan.api_keys.items()}
    return others | {name: CertificateIdentifier(one) for name, one in plan.certificates.items()}


def kept_from(plan: Plan, route: Route, upstream: str) -> frozenset[bytes]:
    """Headers of credentials that do not travel there: those of certificates never, others not from guarded routes."""
    introduction = plan.upstreams[upstream].introduction
    headers = {one.header for one in plan.certificates.values()}
    if route.door is not None and not introduction.passes_token:  # a public route's token is not the gateway's to drop
        headers.add(b"authorization")
    if route.door is not None and not introduction.passes_key:
        headers |= {plan.api_keys[name].header for name in route.door.credentials if name in plan.api_keys}
    return frozenset(headers)
