"""Header fields as an explanation shows them: whose word each is, and what does not travel on."""

from dataclasses import dataclass

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Field:
    """A header field; `by` says whose word it is: caller, gateway, identity (who calls), edit."""

    name: str
    value: str
    by: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    name: str
    why: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed in a head on its way: dropped by name, added."""

    dropped: tuple[Dropped, ...]
    added: tuple[Field, ...]
