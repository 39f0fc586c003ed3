"""Shaped: what an upstream answers, in the shape in which it goes out. Where no fields are told, anything may come.

A schema is shaped as its values are (domain/composition/shape.py), along the fields that the shape names and no
further; what it refers to on that way is written out. A shape may make a value that its schema never described.
"""

from collections.abc import Callable, Mapping
from typing import cast

from application.description import uniting
from application.description.references import Members
from domain.composition.fields import FieldPath
from domain.composition.shape import Shape, Tree, tree_of
from domain.spec.document import Json

Resolve = Callable[[str], Json]  # a reference to a component to what it says

_OBJECT = frozenset(("type", "title", "description", "properties", "required", "additionalProperties", "deprecated"))
_ARRAY = frozenset(("type", "title", "description", "items", "minItems", "maxItems", "deprecated"))
_SAID_OF_VALUES = frozenset(("example", "examples", "default", "$comment"))  # and so of the ones before
_DEPTH = 20  # references that lead to references


def shaped(media: Members, shape: Shape, resolve: Resolve) -> Members:
    """A media type of an answer."""
    found = {key: one for key, one in media.items() if key not in ("schema", "example", "examples")}
    if "schema" in media:
        found["schema"] = _schema(media["schema"], shape, resolve)
    if "example" in media:
        found["example"] = cast(Json, shape.applied(media["example"]))
    examples = media.get("examples")
    if isinstance(examples, dict):
        found["examples"] = {name: _example(one, shape) for name, one in examples.items()}
    return found


def _example(value: Json, shape: Shape) -> Json:
    if not isinstance(value, dict) or "value" not in value:
        return value
    return {**value, "value": cast(Json, shape.applied(value["value"]))}


def _schema(schema: Json, shape: Shape, resolve: Resolve) -> Json:
    found = schema
    if shape.pick:
        found = _picked(found, tree_of(shape.pick), resolve)
    for path in shape.drop:
        found = _at(found, path, resolve, _without)
    for path, new in shape.rename:
        found = _at(found, path, resolve, lambda fields, name, new=new: _renamed(fields, name, new))  # type: ignore[misc]
    if shape.wrap is None:
        return found
    meta: Members = {} if shape.meta is None else {"meta": {"const": cast(Json, shape.meta)}}
    needed: list[Json] = [shape.wrap, *meta]
    return {"type": "object", "properties": {shape.wrap: found, **meta}, "required": needed}


def _opened(schema: Json, resolve: Resolve) -> Json:
    """An object with its properties, or an array with its items; anything, where it is not that plain."""
    for _ in range(_DEPTH):
        if isinstance(schema, dict) and schema.keys() <= {"$ref", *_SAID_OF_VALUES} and "$ref" in schema:
            schema = resolve(str(schema["$ref"]))
    said = {key: one for key, one in schema.items() if key not in _SAID_OF_VALUES} if isinstance(schema, dict) else {}
    if isinstance(said.get("properties"), dict) and said.keys() <= _OBJECT and said.get("type", "object") == "object":
        return said
    if "items" in said and said.keys() <= _ARRAY and said.get("type") == "array":
        return said
    return {}


def _picked(schema: Json, tree: Tree, resolve: Resolve) -> Json:
    if not tree:
        return schema
    found = cast(Members, _opened(schema, resolve))
    if "items" in found:
        inner = _picked(found["items"], tree, resolve)
        return {**{key: one for key, one in found.items() if key != "minItems"}, "items": inner}
    if "properties" not in found:
        return {}
    properties = cast(Members, found["properties"])
    kept = {name: _picked(one, tree[name], resolve) for name, one in properties.items() if name in tree}
    listed = cast("list[Json]", found.get("required") or [])
    needed: list[Json] = [name for name in listed if name in tree and not tree[str(name)]]
    rest = {key: one for key, one in found.items() if key not in ("properties", "required", "additionalProperties")}
    return {**rest, "properties": kept, **({"required": needed} if needed else {})}


Change = Callable[[Members, str], Members]


def _at(schema: Json, path: FieldPath, resolve: Resolve, change: Change) -> Json:
    """With the fields changed that `path` leads to, in all items of an array."""
    found = cast(Members, _opened(schema, resolve))
    if "items" in found:
        return {**found, "items": _at(found["items"], path, resolve, change)}
    if "properties" not in found:
        return {}
    properties = cast(Members, found["properties"])
    if len(path) == 1:
        return change(found, path[0])
    inner = {name: _at(one, path[1:], resolve, change) if name == path[0] else one for name, one in properties.items()}
    return {**found, "properties": inner}


def _without(fields: Members, name: str) -> Members:
    return _named(fields, {one: one for one in cast(Members, fields["properties"]) if one != name}, {name})


def _renamed(fields: Members, name: str, new: str) -> Members:
    """A field that has the new name already gives way in values that have both."""
    properties = cast(Members, fields["properties"])
    if name not in properties or name == new:
        return fields
    found = _named(fields, {one: new if one == name else one for one in properties if one != new}, {name})
    if new in properties:
        both = uniting.schema((properties[name], properties[new]))
        found["properties"] = {**cast(Members, found["properties"]), new: both}
    return found


def _named(fields: Members, names: Mapping[str, str], gone: set[str]) -> Members:
    """The properties that `names` has, under those names. What was needed by its old name is needed by its new one."""
    properties = cast(Members, fields["properties"])
    listed = [str(one) for one in cast("list[Json]", fields.get("required") or [])]
    needed = dict.fromkeys(names.get(one, one) for one in listed if one in names or one not in gone)
    rest = {key: one for key, one in fields.items() if key != "required"}
    found = {**rest, "properties": {ours: properties[theirs] for theirs, ours in names.items()}}
    return {**found, "required": list[Json](needed)} if needed else found


def uses_of(value: Json, prefix: str) -> set[str]:
    """The components that a value refers to, once some references were written out."""
    if isinstance(value, list):
        return set[str]().union(*(uses_of(one, prefix) for one in value))
    if not isinstance(value, dict):
        return set()
    mapping = value.get("mapping")
    led = [value.get("$ref"), *(mapping.values() if isinstance(mapping, dict) else ())]
    own = {one.removeprefix(prefix).partition("/")[0] for one in led if isinstance(one, str) and one.startswith(prefix)}
    return own.union(*(uses_of(one, prefix) for one in value.values()))
