"""Shapes: what kind of value a schema describes, as far as that decides how the text of a parameter is read."""

import re
from dataclasses import dataclass, field

from domain.contract.reading import pointed
from domain.contract.schema import Schema
from domain.spec.document import Json

LONGEST = 20  # digits of a whole number: those of 64 bits have as many
_DEEPEST = 8  # references to references
_INTEGER = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{LONGEST - 1}}})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,2})?")
_KINDS = ("integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class Shape:
    types: frozenset[str] = frozenset()  # none: any
    items: frozenset[str] = frozenset()  # of a list's items
    members: dict[str, frozenset[str]] = field(default_factory=dict)  # of a mapping's members

    member_items: dict[str, frozenset[str]] = field(default_factory=dict)  # of lists that are members

    def items_of(self, name: str) -> frozenset[str]:
        return self.member_items.get(name, frozenset())

    @property
    def is_array(self) -> bool:
        return "array" in self.types

    @property
    def is_object(self) -> bool:
        return "object" in self.types


def shape_of(schema: Schema | None) -> Shape:
    if schema is None:
        return Shape()
    root = schema.document.value
    found = _followed(schema.value, root)
    types = _types(found, root)
    items = _types(found.get("items"), root) if "array" in types else frozenset[str]()
    if "object" not in types:
        return Shape(types, items)
    members = _members(found, root)
    return Shape(
        types,
        items,
        {name: _types(one, root) for name, one in members.items()},
        {name: _types(_followed(one, root).get("items"), root) for name, one in members.items()},
    )


def read_scalar(text: str, types: frozenset[str]) -> Json:
    """Only the canonical spelling is a number or a truth value; whatever else was written stays text."""
    if types.isdisjoint(_KINDS):
        return text
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if not types.isdisjoint(("integer", "number")) and _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if "number" in types and _NUMBER.fullmatch(text) else text


def _types(value: object, root: object, depth: int = 0) -> frozenset[str]:
    found = _followed(value, root)
    written = found.get("type")
    if isinstance(written, str):
        return frozenset((written,))
    if isinstance(written, list):
        return frozenset(one for one in written if isinstance(one, str))
    if depth > _DEEPEST:
        return frozenset()
    return frozenset().union(*(_types(one, root, depth + 1) for one in _alternatives(found)), _of_values(found))


def _alternatives(schema: dict[str, Json]) -> list[Json]:
    found: list[Json] = []
    for key in ("allOf", "anyOf", "oneOf"):
        several = schema.get(key)
        found += several if isinstance(several, list) else []
    return found


def _of_values(schema: dict[str, Json]) -> frozenset[str]:
    listed = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return frozenset(map(_type_of, listed)) if isinstance(listed, list) else frozenset()


def _type_of(value: Json) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
    return "string"


def _members(schema: dict[str, Json], root: object) -> dict[str, Json]:
    properties: dict[str, Json] = {}
    for one in (schema, *(_followed(other, root) for other in _alternatives(schema))):
        described = one.get("properties")
        if isinstance(described, dict):
            properties |= described
    return properties


def _followed(value: object, root: object) -> dict[str, Json]:
    """Without its references, as far as they lead to a schema."""
    for _ in range(_DEEPEST):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str) or not reference.startswith("#/"):
            break
        value = pointed(root, tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/")))
    return value if isinstance(value, dict) else {}
