"""Bearers: who takes the bearer tokens of a plan, each with the roles that another service may add."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from application.identity.authentication import Authenticator
from application.identity.identifying import Bearer
from application.identity.joined_roles import JoinedRoles, RoleDesk
from application.identity.opaque import OpaqueIdentifier
from application.parts import Parts
from application.ports.clock import Clock
from application.ports.introspection import Introspector
from application.ports.roles import RoleSource
from domain.identity.introspection import Introspection
from domain.identity.role_lookup import RoleLookup
from domain.plan.plan import Plan


class OpeningLookups(Protocol):
    """Whom the gateway asks about callers; the container says with which adapters."""

    def introspector(self, introspection: Introspection) -> Introspector: ...

    def role_source(self, lookup: RoleLookup) -> RoleSource: ...


@dataclass(frozen=True, slots=True)
class Bearers:
    issuers: Mapping[str, Bearer]  # by their names in the configuration
    addresses: Mapping[str, str]  # what the tokens of each issuer name as theirs
    opaque: Mapping[str, Bearer]


def opened_bearers(
    plan: Plan, issuers: Mapping[str, Authenticator], opening: OpeningLookups, clock: Clock, parts: Parts
) -> Bearers:
    def asking(one: Introspection) -> OpaqueIdentifier:
        return parts.take(
            ("introspection", one.name),
            one,
            lambda: OpaqueIdentifier(one, opening.introspector(one), clock),
            lambda made: made.close,
        )

    def desk(one: RoleLookup) -> RoleDesk:
        return parts.take(
            ("roles", one.name), one, lambda: RoleDesk(one, opening.role_source(one), clock), lambda made: made.close
        )

    opaque = {name: asking(one) for name, one in plan.lookups.introspections.items()}
    desks = {name: desk(one) for name, one in plan.lookups.roles.items()}
    roles_from = plan.lookups.roles_from

    def joined(name: str, bearer: Bearer) -> Bearer:
        return JoinedRoles(bearer, desks[roles_from[name]]) if name in roles_from else bearer

    return Bearers(
        {name: joined(name, issuer) for name, issuer in issuers.items()},
        {name: issuer.validity.issuer for name, issuer in plan.issuers.items()},
        {name: joined(name, one) for name, one in opaque.items()},
    )
