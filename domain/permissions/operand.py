"""Operands: what something is compared with: a value written in the file, a path parameter, a header of the request.

The other side is a claim or a header. Kinds are strict: True is not 1, and "1" is not 1. Only what comes from the
request is text whatever it means, so that a claim that is a whole number is compared by its digits.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from domain.message.headers import only, read_alike
from domain.permissions.facts import Asks, Facts

Scalar = str | int | bool
_MOST_BITS = 64  # of a whole number that is compared by its digits: Python refuses to write thousands of them


class Operand(Protocol):
    @abstractmethod
    def equals(self, stated: object, facts: Facts) -> bool | None:
        """None: it is not there, or the two cannot be compared."""

    @abstractmethod
    def __str__(self) -> str: ...

    @property
    def asks(self) -> Asks:
        return Asks.REQUEST


@dataclass(frozen=True, slots=True)
class Literal(Operand):
    value: Scalar

    @property
    def asks(self) -> Asks:
        return Asks.NOTHING

    def equals(self, stated: object, facts: Facts) -> bool | None:  # noqa: ARG002
        return stated == self.value if type(stated) is type(self.value) else None

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class PathParameter(Operand):
    name: str

    def equals(self, stated: object, facts: Facts) -> bool | None:
        return _alike(stated, facts.parameters.get(self.name))

    def __str__(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class HeaderValue(Operand):
    name: bytes  # lower case

    def equals(self, stated: object, facts: Facts) -> bool | None:
        return _alike(stated, header_text(facts, self.name))

    def __str__(self) -> str:
        return f"header {self.name.decode()}"


def header_text(facts: Facts, name: bytes) -> str | None:
    """The value of the field `name`; None where it is not there exactly once, in any spelling, or is no UTF-8."""
    value = only(facts.headers, facts.named, name) if spellings(facts, name) == 1 else None
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return None


def spellings(facts: Facts, name: bytes) -> int:
    """How many names there are that an upstream could take for `name` (`x_tenant` for `x-tenant`), itself included."""
    meant = read_alike(name)
    return sum(read_alike(given) == meant for given in facts.named)


def _alike(stated: object, given: str | None) -> bool | None:
    if given is None:
        return None
    if isinstance(stated, str):
        return stated == given
    if type(stated) is int and stated.bit_length() <= _MOST_BITS:
        return str(stated) == given
    return None
