"""Compositions: the parts of an answer, in what order they are asked, and how their values become one.

Members come in the order in which parts were written. Where parts are laid flat, the first that has a name keeps it, so
that no field which an upstream adds takes the place of one that was there. `problems` is the composition's own word: it
is there when a part is missing, and never otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.composition.join import Found, Join
from domain.composition.pointer import MISSING, Pointer, value_at
from domain.composition.reference import Origin
from domain.composition.shape import Shape
from domain.composition.template import Template
from domain.composition.trouble import Trouble
from domain.message import reason

PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    upstream: str
    get: Template
    is_optional: bool
    at: Pointer  # where in the answer the value stands
    shape: Shape
    limit: int  # bytes, of all that it is answered
    into: str = ""  # the member of the whole; empty: its members are the whole's
    join: Join | None = None  # None: it is asked once, and its value stands for itself

    @property
    def needs(self) -> tuple[str, ...]:
        """The parts whose values it uses; each once."""
        named = [one.name for one in self.get.references if one.origin is Origin.PART]
        return tuple(dict.fromkeys([*named, *([self.join.to] if self.join else [])]))

    def value(self, document: object) -> object | Trouble:
        """What stands at `at`, and is what it has to be."""
        value = value_at(document, self.at)
        if value is MISSING:
            return self._unfit("nothing stands at `at` of the answer")
        if not self.join and not self.into and not isinstance(value, dict):
            return self._unfit("what is laid flat is no object")
        return value

    def found(self, document: object) -> Found | Trouble:
        """Of a batch: its values by their keys, each in its shape."""
        value = self.value(document)
        if isinstance(value, Trouble) or self.join is None:
            return value if isinstance(value, Trouble) else {}
        found = self.join.indexed(value)
        if found is None:
            return self._unfit("the answer to a batch is no list")
        return {key: self.shape.applied(one) for key, one in found.items()}

    def _unfit(self, why: str) -> Trouble:
        return Trouble(self.name, reason.PART_UNFIT, why)


@dataclass(frozen=True, slots=True)
class Composition:
    parts: tuple[Part, ...]  # as written
    steps: tuple[tuple[str, ...], ...]  # their names, by what can be asked at once
    seconds: float  # for all of it
    limit: int  # bytes of the whole

    def composed(self, values: Mapping[str, object], troubles: Iterable[Trouble]) -> dict[str, object]:
        """`values` are by part: a document's value, or what a join found. What is not among them is missing."""
        whole: dict[str, object] = {}
        for part in self.parts:
            if part.join is None and part.name in values:
                value = part.shape.applied(self._joined(part, values))
                for name, one in _members(part, value):
                    whole.setdefault(name, one)
        told = [trouble.told() for trouble in troubles]
        return {**whole, PROBLEMS: told} if told else whole

    def _joined(self, part: Part, values: Mapping[str, object]) -> object:
        value = values[part.name]
        for other in self.parts:
            found = values.get(other.name)
            if other.join is not None and other.join.to == part.name and isinstance(found, Mapping):
                value = other.join.joined(value, found)
        return value


def _members(part: Part, value: object) -> Iterable[tuple[str, object]]:
    if part.into:
        return ((part.into, value),)
    members = value.items() if isinstance(value, dict) else ()  # picked to nothing
    return ((name, one) for name, one in members if name != PROBLEMS)
