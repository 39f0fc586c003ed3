"""Comparisons: does what is stated hold? Yes, no, or None where nobody can say: it is absent, or of another kind."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from domain.permissions.facts import Asks, Facts
from domain.permissions.glob import Glob
from domain.permissions.operand import Operand


class Comparison(Protocol):
    @abstractmethod
    def holds(self, stated: object, facts: Facts) -> bool | None: ...

    @abstractmethod
    def __str__(self) -> str:
        """Follows the name of what is compared."""

    @property
    @abstractmethod
    def asks(self) -> Asks: ...


@dataclass(frozen=True, slots=True)
class Equals(Comparison):
    operand: Operand

    @property
    def asks(self) -> Asks:
        return self.operand.asks

    def holds(self, stated: object, facts: Facts) -> bool | None:
        return self.operand.equals(stated, facts)

    def __str__(self) -> str:
        return f"= {self.operand}"


@dataclass(frozen=True, slots=True)
class OneOf(Comparison):
    operands: tuple[Operand, ...]

    @property
    def asks(self) -> Asks:
        asks = Asks.NOTHING
        for operand in self.operands:
            asks |= operand.asks
        return asks

    def holds(self, stated: object, facts: Facts) -> bool | None:
        return _any(operand.equals(stated, facts) for operand in self.operands)

    def __str__(self) -> str:
        return f"in [{', '.join(map(str, self.operands))}]"


@dataclass(frozen=True, slots=True)
class Contains(Comparison):
    """Of a list, one of its values; of a text, one of its words (RFC 8693, 4.2), never a part of one."""

    operand: Operand

    @property
    def asks(self) -> Asks:
        return self.operand.asks

    def holds(self, stated: object, facts: Facts) -> bool | None:
        if isinstance(stated, str):
            stated = list(filter(None, stated.split(" ")))  # as in identity.claims.words_at
        if not isinstance(stated, list):
            return None
        return _any(self.operand.equals(element, facts) for element in stated)

    def __str__(self) -> str:
        return f"contains {self.operand}"


@dataclass(frozen=True, slots=True)
class Matches(Comparison):
    glob: Glob

    @property
    def asks(self) -> Asks:
        return Asks.NOTHING

    def holds(self, stated: object, facts: Facts) -> bool | None:  # noqa: ARG002
        return self.glob.matches(stated) if isinstance(stated, str) else None

    def __str__(self) -> str:
        return f"like {self.glob}"


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    is_unknown = False
    for verdict in verdicts:
        if verdict:
            return True
        is_unknown = is_unknown or verdict is None
    return None if is_unknown else False
