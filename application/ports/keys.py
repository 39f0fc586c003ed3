"""Key sources: where an issuer's JWK Set comes from. One fetch a call, bounded in size and time; no memory."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeySet:
    document: bytes  # a JWK Set, unparsed


@dataclass(frozen=True, slots=True)
class KeysUnavailable:
    why: str  # for the log


class KeySource(Protocol):
    @abstractmethod
    async def fetch(self) -> KeySet | KeysUnavailable: ...

    @abstractmethod
    async def close(self) -> None: ...
