"""Case source: where policy cases are read from. Never raises for what a file may hold or lack."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from application.cases.written import CaseSpec
from application.ports.config import Excerpt, nothing_shown
from domain.spec.fault import Fault
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class CasesRead:
    cases: tuple[CaseSpec, ...] | tuple[Fault, ...]  # every fault of the form
    files: tuple[str, ...]  # as faults name them
    excerpt: Callable[[Place], Excerpt | None] = field(default=nothing_shown, repr=False, compare=False)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(one for one in self.cases if isinstance(one, Fault))

    @property
    def specs(self) -> tuple[CaseSpec, ...]:
        return tuple(one for one in self.cases if isinstance(one, CaseSpec))


class CaseSource(Protocol):
    @abstractmethod
    def read(self) -> CasesRead: ...

    @abstractmethod
    def look(self) -> object:
        """Equal to the last look as long as nobody has written to the files. Cheap."""
