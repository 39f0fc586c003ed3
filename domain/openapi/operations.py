"""Operations: those of a document, each whole, and found by what somebody calls it: its id, or `POST /orders`.

A path's parameters are its operations' own, save where one of them says otherwise; references are followed up to the
schemas, which keep theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.openapi.checking import Complaint
from domain.openapi.grammar import METHODS, OPERATION, PATH_ITEM, SCHEMA, fields_of
from domain.openapi.pointers import members, pointer_of, split, value_at
from domain.spec.document import Document, Json, OperationSpec, Pointer
from domain.spec.fault import Fault, nearest
from domain.spec.place import Place, Text

Values = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Operation:
    method: str  # `POST`
    path: str  # as the document has it: `/orders/{order_id}`
    spec: OperationSpec

    @property
    def id(self) -> str | None:
        found = self.spec.value.get("operationId")
        return found if isinstance(found, str) else None

    @property
    def name(self) -> str:
        """What it is called by whoever has to tell it from the others."""
        return self.id or f"{self.method} {self.path}"

    @property
    def tags(self) -> tuple[str, ...]:
        tags = self.spec.value.get("tags")
        return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()

    @property
    def place(self) -> Place:
        return self.spec.place()


class Operations:
    """Of one document, in its order."""

    def __init__(self, document: Document) -> None:
        self.all = tuple(_operations(document))
        self._named = {f"{one.method} {one.path}": one for one in self.all}
        for one in self.all:
            if one.id is not None:
                self._named.setdefault(one.id, one)

    def of(self, name: str) -> Operation | None:
        """By its id, or `POST /orders`."""
        return self._named.get(name)

    def complaints(self) -> Iterator[Complaint]:
        """An id is one operation's."""
        for one in self.all:
            first = self._named.get(one.id or "")
            if first is not None and first is not one:
                words = f"the id `{one.id}` is that of {first.method} {first.path} too"
                yield Complaint((*one.spec.at, "operationId"), "document-malformed", words, "one of its own")

    def missing(self, name: Text) -> Fault:
        message = f"operation `{name}` is not in the document"
        return Fault(name.at, "operation-unknown", message, nearest(name.text, self._named))


def inlined(value: Json, kind: str, document: Document, through: tuple[str, ...] = ()) -> Json:
    """Without references but those of schemas, and one that leads into itself. `through`: those that were followed."""
    if not isinstance(value, dict) or kind == SCHEMA:
        return value
    while isinstance(reference := value.get("$ref"), str):
        beside = {key: one for key, one in value.items() if key != "$ref"}
        value = {**(members(_target(reference, document)) if reference not in through else {}), **beside}
        through = (*through, reference)
    fields: Mapping[str, str] = fields_of(kind, value)
    return {key: _below(one, fields[key], document, through) if key in fields else one for key, one in value.items()}


def _below(value: Json, form: str, document: Document, through: tuple[str, ...]) -> Json:
    match form[0], value:
        case "{", dict():
            return {key: inlined(one, form[1:-1], document, through) for key, one in value.items()}
        case "[", list():
            return [inlined(one, form[1:-1], document, through) for one in value]
    return inlined(value, form, document, through)


def _target(reference: str, document: Document) -> Any:
    pointer = pointer_of(split(reference)[1])
    return value_at(document.value, pointer) if pointer is not None else None


def _operations(document: Document) -> Iterator[Operation]:
    for path, item in members(document.value.get("paths")).items():
        if isinstance(item, dict) and path.startswith("/"):
            yield from _of_path(path, item, document)


def _of_path(path: str, written: dict[str, Json], document: Document) -> Iterator[Operation]:
    item, at = written, ("paths", path)
    reference = written.get("$ref")
    if isinstance(reference, str):
        item = {**members(_target(reference, document)), **{k: v for k, v in written.items() if k != "$ref"}}
    shared = _listed(item.get("parameters"), PATH_ITEM, document)
    for method in METHODS:
        operation = inlined(item.get(method), OPERATION, document)
        if isinstance(operation, dict):
            whole = {**operation, **_merged(operation.get("parameters"), shared)}
            origin = _origin((*at, method), method in written, reference)
            yield Operation(method.upper(), path, OperationSpec(whole, document, origin))


def _origin(at: Pointer, is_here: bool, reference: Json) -> Pointer:  # noqa: FBT001
    """Where it is written: in the path itself, or in the path item that stands for it."""
    if is_here or not isinstance(reference, str):
        return at
    return (*(pointer_of(split(reference)[1]) or ()), at[-1])


def _listed(parameters: Json, kind: str, document: Document) -> list[dict[str, Json]]:
    found = inlined({"parameters": parameters}, kind, document)
    listed = members(found).get("parameters")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _merged(own: Json, shared: list[dict[str, Json]]) -> dict[str, Json]:
    """The operation's own first, so that the place of each is that of its number."""
    mine: list[Json] = list(own) if isinstance(own, list) else []
    there = {(one.get("name"), one.get("in")) for one in mine if isinstance(one, dict)}
    both = [*mine, *(one for one in shared if (one.get("name"), one.get("in")) not in there)]
    return {"parameters": both} if both else {}
