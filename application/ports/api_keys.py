"""API key sources: where keys are kept that change while the gateway runs. Asked off the path of calls."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from domain.spec.api_keys import ApiKeySpec
from domain.spec.fault import Fault


@dataclass(frozen=True, slots=True)
class KeysWritten:
    keys: tuple[ApiKeySpec, ...]


class ApiKeySource(Protocol):
    @abstractmethod
    async def changed(self) -> KeysWritten | tuple[Fault, ...] | None:
        """All keys as they are now, or why they can't be had; None where that is as it was when last asked.

        Asked for the first time, it is never None. Never raises, and never holds up the loop. Bounded in size.
        """
