"""The forms of a contract's parts: a schema, or in full what has the schema."""

from adapters.config.operation_parts import ANSWER, BODY, MEDIA_TYPE, PARAMETER, STATUS
from adapters.config.schema.words import PRINTABLE, Schema, either, keys, mapping, ref, replaceable, text, told, whole

_SHORT = (
    replaceable({"type": "boolean"}),
    text(whole(rf"{PRINTABLE}*\.(?:json|yaml|yml)"), "a file that ends in .json or .yaml"),
)
_IN_FULL = ("schema", "style", "explode", "types")
_TOLD = {
    "schema": told(ref("json-schema"), "What the value looks like.", {"type": "integer"}),
    "required": told(ref("flag"), "Whether it has to be there.", *[True]),
    "style": told({"type": "string"}, "How a list or a mapping is written.", "pipeDelimited"),
    "explode": told(ref("flag"), "Whether each item stands for itself: `a=1&a=2`.", *[False]),
    "description": told({"type": "string"}, "What it is for.", "From 1."),
    "example": told({}, "A value that it may have.", *[3]),
    "types": told(
        mapping(ref("json-schema"), whole(MEDIA_TYPE.pattern)),
        "Schemas by media type; `true` takes anything.",
        {"application/json": {"type": "object"}},
    ),
}


def _in_full(names: tuple[str, ...], needed: tuple[str, ...] = ()) -> Schema:
    return {**keys({name: _TOLD[name] for name in names}), **({"required": list(needed)} if needed else {})}


DEFINITIONS: dict[str, Schema] = {
    "not-a-schema": {
        "type": "object",
        "description": "A mapping about what has a schema: a schema's own `required` is a list.",
        "anyOf": [
            *({"required": [name]} for name in _IN_FULL),
            {"required": ["required"], "not": {"patternProperties": {"^required$": {"type": ["array", "object"]}}}},
        ],
    },
    "json-schema": either(*_SHORT, {"type": "object", "description": "A JSON Schema of draft 2020-12."}),
    "a-schema": either(
        *_SHORT,
        {"type": "object", "not": ref("not-a-schema"), "description": "A JSON Schema of draft 2020-12."},
    ),
}
PARAMETERS = mapping(either(ref("a-schema"), {"allOf": [ref("not-a-schema"), _in_full(PARAMETER)]}))
A_BODY = either(ref("a-schema"), {"allOf": [ref("not-a-schema"), _in_full(BODY, ("types",))]})
ANSWERS = mapping(
    either(ref("a-schema"), {"allOf": [ref("not-a-schema"), _in_full(ANSWER, ("types",))]}), whole(STATUS.pattern)
)
