"""Checks: functions of the user's own, loaded once. They are synchronous and quick: nothing else happens meanwhile."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from domain.spec.check import Check
from domain.spec.document import Json
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is given: a request whose parameters and body have passed their schemas."""

    method: str
    path: Mapping[str, Json]  # parameters, as their schemas read them
    query: Mapping[str, Json]
    headers: Mapping[str, str]  # names in lower case
    body: Json = None  # None: there is none, or it is no JSON and no form
    subject: str | None = None  # None: nobody is known
    roles: frozenset[str] = field(default_factory=frozenset)


Said = tuple[str, str]  # a pointer into the body and a sentence for the caller
Checking = Callable[[Asked], Iterable[Said] | None]


class Unloadable(Exception):
    """The text says why; `at` is in the Python file, where something there is to blame."""

    def __init__(self, why: str, at: Place | None = None) -> None:
        super().__init__(why)
        self.at = at


class CheckLoader(Protocol):
    @abstractmethod
    def loaded(self, check: Check) -> Checking:
        """Raises Unloadable."""
