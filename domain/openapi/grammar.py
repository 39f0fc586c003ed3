"""Which objects OpenAPI 3.0 and 3.1 have, and where others stand in them: as far as anybody here looks into one.

`item` is one of the kind, `[item]` a list and `{item}` a mapping of them. What is not named is left as it is: examples,
extensions, whatever a schema holds as a value.
"""

from collections.abc import Mapping

from domain.spec.document import Json

DOCUMENT, PATH_ITEM, OPERATION, SCHEMA = "document", "path item", "operation", "schema"
PARAMETER, HEADER, BODY, MEDIA, RESPONSE = "parameter", "header", "request body", "media type", "response"
CALLBACK, EXAMPLE, LINK, SECURITY, ENCODING, COMPONENTS = (
    "callback", "example", "link", "security scheme", "encoding", "components",
)  # fmt: skip
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

SECTIONS = {
    SCHEMA: "schemas", RESPONSE: "responses", PARAMETER: "parameters", EXAMPLE: "examples", BODY: "requestBodies",
    HEADER: "headers", SECURITY: "securitySchemes", LINK: "links", CALLBACK: "callbacks", PATH_ITEM: "pathItems",
}  # fmt: skip
"""Of the components, by what stands in them: the kinds that a reference may stand for."""

_VALUE = {"schema": SCHEMA, "content": "{media type}", "examples": "{example}"}
_ONE = ("items", "additionalItems", "additionalProperties", "not", "if", "then", "else", "propertyNames", "contains",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema")  # fmt: skip
_NAMED = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")

FIELDS: Mapping[str, Mapping[str, str]] = {
    DOCUMENT: {"paths": "{path item}", "webhooks": "{path item}", "components": COMPONENTS},
    COMPONENTS: {section: f"{{{kind}}}" for kind, section in SECTIONS.items()},
    PATH_ITEM: {"parameters": "[parameter]", **dict.fromkeys(METHODS, OPERATION)},
    OPERATION: {
        "parameters": "[parameter]", "requestBody": BODY, "responses": "{response}", "callbacks": "{callback}",
    },
    PARAMETER: _VALUE,
    HEADER: _VALUE,
    BODY: {"content": "{media type}"},
    MEDIA: {"schema": SCHEMA, "examples": "{example}", "encoding": "{encoding}"},
    ENCODING: {"headers": "{header}"},
    RESPONSE: {"headers": "{header}", "content": "{media type}", "links": "{link}"},
    SCHEMA: {
        **dict.fromkeys(_ONE, SCHEMA), **dict.fromkeys(_NAMED, "{schema}"), **dict.fromkeys(_LISTED, "[schema]"),
    },
    CALLBACK: {}, EXAMPLE: {}, LINK: {}, SECURITY: {},
}  # fmt: skip
_EXTENSIBLE = {(DOCUMENT, "paths"), (OPERATION, "responses")}  # names that begin with `x-` stand for something else


def fields_of(kind: str, value: Mapping[str, Json]) -> Mapping[str, str]:
    """The form of each key that leads on. Of a callback every key does, but extensions."""
    if kind == CALLBACK:
        return {key: PATH_ITEM for key in value if not key.startswith("x-") and key != "$ref"}
    return FIELDS[kind]


def is_extension(kind: str, field: str, name: str) -> bool:
    return (kind, field) in _EXTENSIBLE and name.startswith("x-")
