"""Documents of one operation, for tests about how two of them differ."""

from collections.abc import Mapping
from typing import Any

from domain.openapi.difference.change import Change
from domain.openapi.difference.documents import differences
from domain.spec.document import Document
from domain.spec.place import Place

AT = Place("api.json", 1, 1)


def document(operation: Mapping[str, Any], *, path: str = "/orders", **more: Any) -> Document:
    return Document("limen:/api", {"openapi": "3.1.0", "paths": {path: {"post": {**operation}}}, **more}, lambda _: AT)


def taking(schema: Any, **schemas: Any) -> Document:
    """The schema is that of the request's body."""
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return document({"requestBody": body}, components={"schemas": schemas})


def giving(schema: Any, **schemas: Any) -> Document:
    """The schema is that of the answer."""
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    return document({"responses": {"200": answer}}, components={"schemas": schemas})


def told(old: Document, new: Document) -> list[tuple[str, str]]:
    return [(change.grade.value, change.code) for change in differences(old, new)]


def one(old: Document, new: Document) -> Change:
    (change,) = differences(old, new)
    return change
