"""Documents and operations as tests need them, with a place of their own for each pointer."""

from typing import Any

from domain.spec.document import Document, OperationSpec, Pointer
from domain.spec.place import Place, Text

AT = Place("gateway.yaml", 7, 3)


def placed(pointer: Pointer) -> Place:
    return Place("orders.json", 1 + len(pointer), 1)


def document(value: dict[str, Any]) -> Document:
    return Document("limen:/orders", value, placed)


def operation(value: dict[str, Any]) -> OperationSpec:
    return OperationSpec(value, document({"operation": value}), ("operation",))


def text(word: str) -> Text:
    return Text(word, AT)
