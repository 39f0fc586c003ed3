"""Revocations: where it is kept what has been revoked, by whoever may revoke. No memory of what is in force.

A list is read on from where it was read last. None of it raises; what fails says why. Nothing waits for ever.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from domain.identity.revocation import Revocation


@dataclass(frozen=True, slots=True)
class Batch:
    """What is new. `is_whole`: it stands for all that was read before. `has_more`: ask again, at once."""

    revocations: tuple[Revocation, ...] = ()
    is_whole: bool = False
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class RevocationsUnreadable:
    why: str  # for the log


NOTHING_NEW = Batch()


class RevocationList(Protocol):
    @abstractmethod
    async def read(self) -> Batch | RevocationsUnreadable:
        """One that cannot be understood makes all of it unreadable: what it would revoke is not known."""

    @abstractmethod
    def rewind(self) -> None:
        """The next `read` begins at the beginning."""

    @abstractmethod
    async def add(self, revocation: Revocation) -> str | None:
        """Writes one to the end; or says why not. No part of serving."""

    @abstractmethod
    async def close(self) -> None: ...
