"""Config source: where the spec is read from. Reading is cheap, complete and free of side effects."""

from abc import abstractmethod
from typing import Protocol

from domain.spec.fault import Fault
from domain.spec.spec import Spec


class ConfigSource(Protocol):
    @abstractmethod
    def read(self) -> Spec | tuple[Fault, ...]:
        """The spec as it is now, or every fault of its form. Never raises for what a file may hold or lack."""
