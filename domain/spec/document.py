"""Documents that a configuration names: an upstream's OpenAPI, a JSON Schema. Plain JSON values with places.

Whatever was read is in one form here: OpenAPI 3.1, whose schemas are JSON Schema 2020-12; of several files one, so that
each reference is to the document itself and begins with `#/`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.spec.place import Place

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Pointer = tuple[str, ...]  # RFC 6901, its parts unescaped


@dataclass(frozen=True, slots=True, eq=False)  # a document is itself, whatever another one says
class Document:
    uri: str  # where its references begin: `limen:/orders`, which nobody can fetch
    value: Mapping[str, Json] = field(repr=False)
    # Where in its text a value was written, or what is around it. A plan is pickled on its way from who reads it to who
    # serves: so no lambda, no open file, and no tree of the whole text.
    place: Callable[[Pointer], Place] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class OperationSpec:
    """An Operation Object of OpenAPI 3.1, whole: parameters of its path, too, and no reference but in schemas."""

    value: Mapping[str, Json]
    document: Document
    at: Pointer = ()  # where in the document it stands; () where it was made

    def place(self, *below: str) -> Place:
        return self.document.place((*self.at, *below))
