"""Last good: the texts of the edition that was in force last, kept where they outlive the process."""

from abc import abstractmethod
from typing import Protocol

from application.ports.config import ConfigSource, Written


class LastGood(Protocol):
    @abstractmethod
    def keep(self, edition: str, texts: tuple[Written, ...]) -> str | None:
        """In one step: whoever reads finds the former ones or these, whenever the process is killed. Why not, else."""

    @abstractmethod
    def source(self) -> ConfigSource | None:
        """What was kept, to be read with the variables and secrets of now; None where nothing was."""
