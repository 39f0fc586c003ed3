"""The tree: what a YAML file holds before anybody asks what it means; each key and each value with its place.

Scalars stay text: what a text means is for the field that takes it. Their text may be a secret, so no repr shows it.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from domain.spec.place import Place


class Kind(Enum):
    NULL = "nothing"
    BOOL = "a truth value"
    INT = "a number"
    FLOAT = "a fraction"
    TEXT = "text"
    AMBIGUOUS = "ambiguous"  # YAML 1.1 and 1.2 read it differently


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str = field(repr=False)  # with `${NAME}` replaced
    written: str = field(repr=False)  # without; what a fault may show
    at: Place
    kind: Kind = Kind.TEXT
    lead: int | None = None  # columns from `at` to the first letter; None where columns can't be counted

    @property
    def is_replaced(self) -> bool:
        return self.text != self.written

    def place_at(self, offset: int) -> Place:
        """The place of a letter inside, or of the whole where letters and columns do not correspond."""
        if self.lead is None or self.text[:offset] != self.written[:offset]:
            return self.at
        return Place(self.at.file, self.at.line, self.at.column + self.lead + offset)


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands where a fault was reported already, so that nobody complains about it a second time."""

    at: Place


class Key(str):
    __slots__ = ("at",)

    at: Place

    def __new__(cls, text: str, at: Place) -> Self:
        made = super().__new__(cls, text)
        made.at = at
        return made


class Table(dict[Key, "Value"]):
    """A mapping in the order of the file. A dict, because pydantic in strict mode takes nothing else."""

    def __init__(self, at: Place, entries: dict[Key, "Value"]) -> None:
        super().__init__(entries)
        self.at = at
        self.written = {str(key): key for key in entries}


class Listing(tuple["Value", ...]):  # noqa: SLOT001  # CPython gives a subclass of tuple no slots
    """A list. A tuple, because that is what the frozen models hold."""

    at: Place

    def __new__(cls, at: Place, items: "list[Value]") -> Self:
        made = super().__new__(cls, items)
        made.at = at
        return made


Value = Scalar | Broken | Table | Listing


def named(value: Value) -> str:
    """What a value is, in words."""
    match value:
        case Table():
            return "a mapping"
        case Listing():
            return "a list"
        case Scalar(kind=Kind.AMBIGUOUS):
            return "text"
        case Scalar():
            return value.kind.value
        case Broken():
            return "something else"
