"""Schemas of a resource: of one item as it was written, what may be sent to make or to change one, what a list is.

All stand below `components/schemas` of the document that is made. Who sends an item sends
no member that is read-only, and none that nobody described.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.plan.resource_sources import Fields, Moved, inside, pointer_of, sources_of
from domain.spec.document import Json, Pointer
from domain.spec.resource import ResourceSpec

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_ABOUT = frozenset(("$schema", "$id", "$defs", "definitions", "title", "description", "examples", "example"))
# What speaks of members that a change need not have.
_WHOLE = frozenset((
    "required", "minProperties", "dependentRequired", "dependentSchemas",
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemSchemas:
    item: str  # the names of the components
    new: str
    change: str
    answer: str
    shape: Fields  # with `properties`; references lead to their new places
    components: dict[str, Json]
    origins: Mapping[str, Pointer]  # where in what was written each began
    given: Fields  # schemas of `filters` and `id` that were written for themselves

    @property
    def properties(self) -> Fields:
        found: Fields = self.shape["properties"]
        return found


def item_schemas(spec: ResourceSpec) -> ItemSchemas | None:
    """None where the schema lists no `properties`: nobody knows what may be changed then."""
    if not isinstance(spec.schemas.value["item"], dict):
        return None
    name = named(spec)
    sources = sources_of(spec.schemas.value, name)
    moved = Moved({origin: component for component, origin in sources.items()})
    roots = {component: moved.schema(inside(spec.schemas.value, origin)) for component, origin in sources.items()}
    at = _shape_at(roots, name)
    shape = inside(roots, at)
    if not isinstance(shape, dict) or not isinstance(shape.get("properties"), dict):
        return None
    made = _made(name, shape, frozenset(one.text for one in spec.fixed))
    origin = (*sources[at[0]], *at[1:])
    given = {
        key: moved.schema(spec.schemas.value[key], is_map=key == "filters")
        for key in ("filters", "id")
        if key in spec.schemas.value
    }
    answer = f"{name}Answer" if f"{name}Answer" in made else name
    origins = {**sources, **dict.fromkeys(made, origin)}
    return ItemSchemas(name, f"New{name}", f"{name}Change", answer, shape, {**roots, **made}, origins, given)


def _made(name: str, shape: Fields, fixed: frozenset[str]) -> dict[str, Json]:
    hidden = _marked(shape, "writeOnly")
    seen = {f"{name}Answer": {**_without(shape, hidden), "title": f"{name}Answer"}} if hidden else {}
    return {f"New{name}": _new(shape, f"New{name}"), f"{name}Change": _change(shape, f"{name}Change", fixed), **seen}


def named(spec: ResourceSpec) -> str:
    """`Order`: the title of the schema, or what the resource is called."""
    item: Any = spec.schemas.value["item"]
    root = inside(spec.schemas.value, pointer_of(item["$ref"])) or {} if "$ref" in item else item
    title = spec.title or root.get("title")
    if isinstance(title, str) and _NAME.fullmatch(title):
        return title
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", spec.name.text))


def parameter_schema(schema: Fields) -> dict[str, Json]:
    """As it is said of a member, for a parameter of the same meaning."""
    return {key: one for key, one in schema.items() if key not in ("readOnly", "writeOnly", "default")}


def reference(name: str) -> dict[str, Json]:
    return {"$ref": f"#/components/schemas/{name}"}


def _shape_at(roots: Fields, name: str) -> Pointer:
    """Where the members are listed: where the root leads, if it is a reference."""
    at: Pointer = (name,)
    seen: set[Pointer] = set()
    while at not in seen:
        seen.add(at)
        schema = inside(roots, at)
        led = schema.get("$ref") if isinstance(schema, dict) else None
        if isinstance(led, str) and led.startswith("#/components/schemas/"):
            at = pointer_of(led)[2:]
    return at


def _marked(shape: Fields, mark: str) -> frozenset[str]:
    properties = shape["properties"].items()
    return frozenset(name for name, one in properties if isinstance(one, dict) and one.get(mark) is True)


def _new(shape: Fields, title: str) -> dict[str, Json]:
    without = _marked(shape, "readOnly")
    return {**_sent(_without(shape, without), without), "title": title}


def _change(shape: Fields, title: str, fixed: frozenset[str]) -> dict[str, Json]:
    """In the manner of a merge patch (RFC 7396): what is sent is changed, what is not stays."""
    without = _marked(shape, "readOnly") | fixed
    left = {key: one for key, one in _without(shape, without).items() if key not in _WHOLE}
    properties = {name: _undefaulted(one) for name, one in left["properties"].items()}
    return {**_sent({**left, "properties": properties}, without), "title": title}


def _without(shape: Fields, names: frozenset[str]) -> dict[str, Any]:
    found = {key: one for key, one in shape.items() if key not in _ABOUT}
    found["properties"] = {name: one for name, one in shape["properties"].items() if name not in names}
    required = [name for name in shape.get("required", ()) if name not in names]
    found.pop("required", None)
    return {**found, **({"required": required} if required else {})}


def _sent(made: dict[str, Any], without: frozenset[str]) -> dict[str, Any]:
    """Whoever describes further members takes them, but never those that nobody sends."""
    closed = {"type": "object", **made, "additionalProperties": made.get("additionalProperties", False)}
    names = sorted(without)
    if closed["additionalProperties"] is False or not names:
        return closed
    own = closed.get("propertyNames", True)
    return {**closed, "propertyNames": {"allOf": [own, {"not": {"enum": names}}]}}


def _undefaulted(schema: Any) -> Any:
    return {key: one for key, one in schema.items() if key != "default"} if isinstance(schema, dict) else schema
