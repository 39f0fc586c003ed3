"""Peers: how a page of the admin address asks all workers, whichever of them it is served by."""

from abc import abstractmethod
from typing import Any, Protocol


class Peers(Protocol):
    @abstractmethod
    async def each(self, question: str, terms: Any = None) -> list[dict[str, Any]]:
        """An answer a worker: `worker`, `pid`, `edition`, `age`, and `answer`, None where it was silent.

        Who answers is the function of that name in the questions of entrypoints/container.py.
        """

    @abstractmethod
    async def master(self, question: str, terms: Any = None) -> Any:
        """What the master knows or does: `record`, `reload`."""
