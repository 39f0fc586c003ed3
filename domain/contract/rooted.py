"""Schemas that move into a document of others: their references are led on to where they stand now."""

from collections.abc import Callable

from domain.spec.document import Json, Pointer

Led = Callable[[str, Pointer], str]  # a reference and where it stands, to what it becomes

_OF_NAMES = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))
_DATA = frozenset(("const", "enum", "default", "example", "examples"))  # what looks like a reference there is none
_REFERENCES = frozenset(("$ref", "$dynamicRef"))


def rooted(schema: Json, led: Led, at: Pointer = ()) -> Json:
    if isinstance(schema, list):
        return [rooted(one, led, (*at, str(number))) for number, one in enumerate(schema)]
    if not isinstance(schema, dict):
        return schema
    return {key: _below(key, value, led, (*at, key)) for key, value in schema.items()}


def _below(key: str, value: Json, led: Led, at: Pointer) -> Json:
    if key in _REFERENCES and isinstance(value, str):
        return led(value, at)
    if key in _DATA:
        return value
    if key in _OF_NAMES and isinstance(value, dict):
        return {name: rooted(one, led, (*at, name)) for name, one in value.items()}
    return rooted(value, led, at)
