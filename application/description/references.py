"""References: those that a schema or an operation holds, each turned into another. What is data is left as it is.

A `$ref` in an example, a default or an enumeration is data, and so is a property that is called `$ref`: so the way down
follows the keywords that hold schemas (JSON Schema 2020-12, core 10 and 11) and the fields of OpenAPI 3.1 that do.
"""

from collections.abc import Callable, Mapping
from typing import cast
from urllib.parse import quote, unquote

from domain.spec.document import Json, Pointer

REF, DYNAMIC_REF, ANCHOR, DYNAMIC_ANCHOR, MAPPING = "$ref", "$dynamicRef", "$anchor", "$dynamicAnchor", "mapping"
Turn = Callable[[str, str], str | None]  # of a keyword and its word; None: the keyword goes
Members = dict[str, Json]

_WORDS = frozenset((REF, DYNAMIC_REF, ANCHOR, DYNAMIC_ANCHOR))
_PLAIN = "~!$&'()*+,;=:@-._"
_LEFT_OUT = frozenset(("$id", "$schema"))  # with one, references would begin elsewhere than in the document
_ONE = frozenset((
    "additionalProperties", "additionalItems", "items", "not", "if", "then", "else", "contains", "propertyNames",
    "unevaluatedItems", "unevaluatedProperties", "contentSchema",
))  # fmt: skip
_LISTED = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_NAMED = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))


def pointer_of(reference: str) -> Pointer:
    """Of a reference that begins with `#`; RFC 6901, 6."""
    parts = unquote(reference.removeprefix("#")).split("/")[1:]
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def reference_to(pointer: Pointer) -> str:
    """As a fragment of an address (RFC 6901, 6; RFC 3986, 3.5)."""
    return "#" + "".join("/" + quote(part.replace("~", "~0").replace("/", "~1"), safe=_PLAIN) for part in pointer)


def turned(schema: Json, turn: Turn) -> Json:
    if isinstance(schema, list):  # `items` of older dialects
        return [turned(one, turn) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found: Members = {}
    for key, value in schema.items():
        if key in _WORDS and isinstance(value, str):
            word = turn(key, value)
            if word is not None:
                found[key] = word
        elif key not in _LEFT_OUT:
            found[key] = _below(key, value, schema, turn)
    return found


def _below(key: str, value: Json, schema: Mapping[str, Json], turn: Turn) -> Json:
    if key in _ONE:
        return turned(value, turn)
    if key in _LISTED and isinstance(value, list):
        return [turned(one, turn) for one in value]
    if key in _NAMED and isinstance(value, dict):
        return {name: turned(one, turn) for name, one in value.items()}
    if key == "discriminator" and isinstance(value, dict):
        return _discriminator(value, schema, turn)
    return value


def _discriminator(value: Members, schema: Mapping[str, Json], turn: Turn) -> Json:
    """What is chosen by a schema's own name must be said once that name is another one."""
    written = value.get("mapping")
    mapping = {
        name: cast(Json, turn(MAPPING, target))
        for name, target in (written.items() if isinstance(written, dict) else ())
        if isinstance(target, str)
    }
    for name, target in _alternatives(schema):
        ours = turn(MAPPING, target)
        if ours not in mapping.values() and pointer_of(ours or "#")[-1:] != (name,):
            mapping.setdefault(name, ours)
    rest = {key: one for key, one in value.items() if key != "mapping"}
    return {**rest, "mapping": mapping} if mapping else cast(Json, rest)


def _alternatives(schema: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Names and references of what `oneOf` and `anyOf` offer."""
    offered = [one for key in ("oneOf", "anyOf") for one in cast("list[Json]", schema.get(key) or [])]
    references = [one[REF] for one in offered if isinstance(one, dict) and isinstance(one.get(REF), str)]
    return [(pointer_of(cast(str, one))[-1], cast(str, one)) for one in references if "/" in cast(str, one)]
