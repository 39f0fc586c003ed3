"""Resources for the tests of what becomes of them."""

from typing import Any

from domain.spec.document import Document, Pointer
from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement, Role
from domain.spec.resource import ACTIONS, ResourceSpec

HERE = Place("gateway.yaml", 3, 5)
SIZE = {"type": "integer", "minimum": 1}
ORDER: dict[str, Any] = {
    "title": "Order",
    "type": "object",
    "required": ["id", "item", "size"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "item": {"type": "string", "default": "teapot"},
        "size": {"$ref": "#/item/$defs/Size"},
    },
    "$defs": {"Size": SIZE},
    "examples": [{"id": 7, "item": "kettle", "size": 2}],
}


def text(word: str) -> Text:
    return Text(word, HERE)


def place(pointer: Pointer) -> Place:
    """A line for each level of nesting, so that a pointer can be told by its place."""
    return Place("/".join(pointer), 1 + len(pointer), 1)


def written(**parts: Any) -> Document:
    return Document("limen:/test", {"item": ORDER, **parts}, place)


def resource(*actions: str, schemas: Document | None = None, **terms: Any) -> ResourceSpec:
    """All actions, each for a role of its own name, unless some are named."""
    access: tuple[tuple[Text, Requirement], ...] = tuple((text(one), Role(text(one))) for one in actions or ACTIONS)
    terms = {"id": text("order_id"), "access": access, **terms}
    return ResourceSpec(text("orders"), text("shop"), schemas or written(), **terms)
