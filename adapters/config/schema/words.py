"""Building blocks of a schema: what stands in the place of a scalar, and keys with what is said of them.

A scalar may always be, or hold, a `${NAME}`, and only the environment knows what becomes of it: so what is not any text
is an alternative to a text with a variable in it.
"""

from collections.abc import Mapping
from typing import Any

from adapters.config.section import Section

Schema = dict[str, Any]
Said = Mapping[type[Section], Mapping[str, tuple[Any, ...]]]  # by section and key: a sentence, and examples

PRINTABLE = "[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]"


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def either(*forms: Schema) -> Schema:
    return {"anyOf": list(forms)}


def text(pattern: str, hint: str) -> Schema:
    """`hint` is what yaml-language-server says where the pattern does not fit."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": hint}


def whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def replaceable(form: Schema) -> Schema:
    """Or a text with a variable in it."""
    return either(form, ref("variable"))


def one_of(words: tuple[str, ...]) -> Schema:
    return replaceable({"enum": list(words)})


def list_of(form: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": form} | ({"minItems": least} if least else {})


def mapping(form: Schema, key: str = "", least: int = 0) -> Schema:
    """Names that the reader of the file chose; `key` is what they all look like."""
    names = {"propertyNames": {"pattern": key}} if key else {}
    return {"type": "object", **names, "additionalProperties": form} | ({"minProperties": least} if least else {})


def told(form: Schema, description: str, *examples: Any) -> Schema:
    return {"description": description, "examples": list(examples), **form}


def keys(told: dict[str, Schema]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": told}


def one_key(told: dict[str, Schema]) -> Schema:
    """Not by `maxProperties`: yaml-language-server offers no key where one more would be too many."""
    return {**keys(told), "oneOf": [{"required": [key]} for key in told]}
