"""Schemas: JSON Schema 2020-12, each with the document that its references begin in. Compiled behind a port."""

from dataclasses import dataclass

from domain.spec.document import Document, Json, Pointer
from domain.spec.place import Place


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    value: Json  # a mapping, true or false
    document: Document
    at: Pointer = ()  # where in the document it stands; () where it was made

    @property
    def place(self) -> Place:
        return self.document.place(self.at)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong with a value, for whoever sent it."""

    pointer: str  # RFC 6901, to the value: `/items/0/price`; empty is the whole
    said: str  # a plain sentence that shows nothing of what was sent but the names of members
    keyword: str = ""  # of the schema: `required`
