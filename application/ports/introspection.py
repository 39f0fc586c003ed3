"""Introspection: what an authorization server says of a token (RFC 7662). One call a question; no memory."""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Protocol

from application.ports.unavailable import Unavailable
from domain.identity.claims import Claims


@dataclass(frozen=True, slots=True)
class Active:
    claims: Claims = field(repr=False)  # the members of the answer


@dataclass(frozen=True, slots=True)
class Inactive:
    """Unknown, ended, withdrawn, or not for us: the server does not say which (2.2)."""


INACTIVE = Inactive()
Introspected = Active | Inactive


class Introspector(Protocol):
    @abstractmethod
    async def introspect(self, token: str) -> Introspected | Unavailable:
        """Bounded in time. Active only where the answer says so with the very value `true`."""

    @abstractmethod
    async def close(self) -> None: ...
