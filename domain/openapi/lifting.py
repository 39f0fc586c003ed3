"""Lifting: a schema of OpenAPI 3.0 as one of 3.1, which is JSON Schema 2020-12. One object; what stands below is lifted
by itself.

3.0's own words hold, not what tools made of them: `nullable` counts beside a `type` and nowhere else, an `enum` without
null keeps null out, and what stands beside a `$ref` is no part of the schema (docs/decisions/0116).
"""

from domain.spec.document import Json

_KEPT_BESIDE_A_REFERENCE = ("$ref", "description")  # it binds nothing
_LIMITS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_BASE64 = ("byte", "base64")


def lifted(schema: dict[str, Json]) -> dict[str, Json]:
    if isinstance(schema.get("$ref"), str):
        return {key: schema[key] for key in _KEPT_BESIDE_A_REFERENCE if key in schema}
    found = dict(schema)
    _null(found)
    _limits(found)
    _contents(found)
    if "example" in found:
        found["examples"] = [found.pop("example")]
    return found


def _null(schema: dict[str, Json]) -> None:
    is_nullable = schema.pop("nullable", False)
    if is_nullable is True and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]


def _limits(schema: dict[str, Json]) -> None:
    """A flag beside a limit becomes a limit of its own."""
    for exclusive, inclusive in _LIMITS.items():
        if isinstance(schema.get(exclusive), bool) and schema.pop(exclusive) and inclusive in schema:
            schema[exclusive] = schema.pop(inclusive)


def _contents(schema: dict[str, Json]) -> None:
    if schema.get("format") in _BASE64:
        del schema["format"]
        schema["contentEncoding"] = "base64"
    elif schema.get("format") == "binary":
        del schema["format"]
        schema["contentMediaType"] = "application/octet-stream"
