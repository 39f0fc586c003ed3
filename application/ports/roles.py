"""Role sources: which roles a subject has, as another service has it. One call a question; no memory."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from application.ports.unavailable import Unavailable

Roles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The service does not know the subject, or nobody could: there is no address for it."""

    why: str


class RoleSource(Protocol):
    @abstractmethod
    async def roles_of(self, subject: str, credential: str) -> Roles | Unknown | Unavailable:
        """Bounded in time. `credential` is the name of what the caller came by: subjects are an issuer's own."""

    @abstractmethod
    async def close(self) -> None: ...
