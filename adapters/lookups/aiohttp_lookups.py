"""How the lookups of a plan are opened: each with a session of its own, which it makes when it first asks."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.lookups.aiohttp_introspector import AiohttpIntrospector
from adapters.lookups.aiohttp_roles import AiohttpRoleSource
from application.bearers import OpeningLookups
from application.ports.clock import Clock
from application.ports.introspection import Introspector
from application.ports.roles import RoleSource
from domain.identity.introspection import Introspection, PrivateKey
from domain.identity.role_lookup import RoleLookup


@dataclass(frozen=True, slots=True)
class AiohttpLookups(OpeningLookups):
    read_json: Callable[[bytes], object]  # raises ValueError
    clock: Clock

    def introspector(self, introspection: Introspection) -> Introspector:
        if not isinstance(introspection.proof, PrivateKey):
            return AiohttpIntrospector(introspection, self.read_json, str)
        from adapters.lookups.pyjwt_assertion import Assertions  # noqa: PLC0415  cryptography is large

        assertions = Assertions(introspection.client_id, introspection.proof, self.clock.now)
        return AiohttpIntrospector(introspection, self.read_json, assertions.new)

    def role_source(self, lookup: RoleLookup) -> RoleSource:
        return AiohttpRoleSource(lookup, self.read_json)
