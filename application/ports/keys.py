"""Key sources: where an issuer's JWK Set comes from. One fetch a call, bounded in size and time; no memory."""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeySet:
    document: bytes = field(repr=False)  # a JWK Set, unparsed; of a shared secret, the secret


@dataclass(frozen=True, slots=True)
class KeysUnavailable:
    why: str  # for the log


class KeySource(Protocol):
    @abstractmethod
    async def fetch(self) -> KeySet | KeysUnavailable: ...

    @abstractmethod
    async def close(self) -> None: ...
