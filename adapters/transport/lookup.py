"""Lookup: one question for one name, asked anew each time. When to ask is following_addresses.py's to know."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.transport.addresses import AddrInfo


@dataclass(frozen=True, slots=True)
class Found:
    addresses: Sequence[AddrInfo]  # at least one
    ttl: float | None  # seconds; None where there is none, as for localhost


class Lookup(Protocol):
    @abstractmethod
    async def find(self) -> Found:
        """Raises OSError where there is nothing to be found; may be cancelled."""

    @abstractmethod
    async def close(self) -> None:
        """Nothing is looked up any more."""
