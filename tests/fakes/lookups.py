"""Services that know callers, faked: each answers as told, counts what it was asked, and can be held back or down."""

import asyncio

from application.ports.introspection import INACTIVE, Active, Introspected, Introspector
from application.ports.roles import Roles, RoleSource, Unknown
from application.ports.unavailable import Unavailable
from domain.identity.claims import Claims
from domain.identity.introspection import Introspection
from domain.identity.role_lookup import RoleLookup

DOWN = Unavailable("down")


class _Asked:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.down: Unavailable | Exception | None = None
        self.gate: asyncio.Event | None = None  # a question stays open until it is set
        self.open = self.most_open = 0
        self.is_closed = False

    async def arrive(self, what: str) -> Unavailable | None:
        self.asked.append(what)
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            if self.gate is not None:
                await self.gate.wait()
        finally:
            self.open -= 1
        if isinstance(self.down, Exception):
            raise self.down
        return self.down

    async def close(self) -> None:
        self.is_closed = True


class FakeIntrospector(_Asked, Introspector):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, Claims] = {}

    async def introspect(self, token: str) -> Introspected | Unavailable:
        down = await self.arrive(token)
        if down is not None:
            return down
        answer = self.tokens.get(token)
        return Active(answer) if answer is not None and answer.get("active") is True else INACTIVE


class FakeRoleSource(_Asked, RoleSource):
    def __init__(self, lookup: RoleLookup) -> None:
        super().__init__()
        self.lookup = lookup
        self.subjects: dict[str, object] = {}

    async def roles_of(self, subject: str, credential: str) -> Roles | Unknown | Unavailable:
        address = self.lookup.address(subject, credential)
        if address is None:
            return Unknown("no address")
        down = await self.arrive(address)
        if down is not None:
            return down
        if subject not in self.subjects:
            return Unknown("404")
        roles = self.lookup.roles_in(self.subjects[subject])
        return Unavailable("no list of roles", blames_the_service=False) if roles is None else roles


class FakeLookups:
    """Fakes by the names of the configuration."""

    def __init__(self) -> None:
        self.introspectors: dict[str, FakeIntrospector] = {}
        self.role_sources: dict[str, FakeRoleSource] = {}

    def introspector(self, introspection: Introspection) -> Introspector:
        return self.introspectors.setdefault(introspection.name, FakeIntrospector())

    def role_source(self, lookup: RoleLookup) -> RoleSource:
        return self.role_sources.setdefault(lookup.name, FakeRoleSource(lookup))
