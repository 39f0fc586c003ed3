"""Comparisons as written below `claim` and `header`: what is asked, and of what; not yet resolved."""

from dataclasses import dataclass

from domain.spec.place import Place, Text


@dataclass(frozen=True, slots=True)
class Literal:
    at: Place
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Parameter:
    template: Text  # `{user_id}`


@dataclass(frozen=True, slots=True)
class HeaderOf:
    name: Text


Operand = Literal | Parameter | HeaderOf


@dataclass(frozen=True, slots=True)
class Equals:
    operand: Operand


@dataclass(frozen=True, slots=True)
class In:
    at: Place
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    operand: Operand


@dataclass(frozen=True, slots=True)
class Matches:
    pattern: Text


@dataclass(frozen=True, slots=True)
class Present:
    wanted: bool


Compared = Equals | In | Contains | Matches
Test = Compared | Present
