"""Checking: what of an OpenAPI document is relied on has the shape that OpenAPI gives it. One object at a time.

Not the whole of the specification: what nobody here reads may be as it likes. Whether a schema is one is for whoever
compiles it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.openapi.grammar import DOCUMENT, OPERATION, PARAMETER, PATH_ITEM, RESPONSE, SCHEMA
from domain.openapi.pointers import members
from domain.spec.document import Json, Pointer
from domain.spec.fault import Fault
from domain.spec.place import Place

VERSIONS = re.compile(r"3\.[01]\.\d+(?:-\S+)?")
DIALECTS = ("https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema")
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default|x-.*")
_WORDS: Mapping[type, str] = {str: "text", bool: "`true` or `false`", dict: "a mapping", list: "a list"}
_NEEDED: Mapping[str, tuple[str, ...]] = {PARAMETER: ("name", "in"), DOCUMENT: ("openapi",)}
_TYPES: Mapping[str, Mapping[str, type]] = {
    DOCUMENT: {"openapi": str, "servers": list, "security": list, "tags": list, "info": dict, "paths": dict},
    PATH_ITEM: {"parameters": list, "$ref": str, "summary": str, "description": str},
    OPERATION: {
        "operationId": str, "tags": list, "parameters": list, "responses": dict, "security": list, "summary": str,
        "description": str, "deprecated": bool, "servers": list,
    },
    PARAMETER: {
        "name": str, "in": str, "required": bool, "style": str, "explode": bool, "deprecated": bool, "description": str,
    },
    "request body": {"required": bool, "content": dict, "description": str},
    RESPONSE: {"content": dict, "headers": dict, "description": str},
}  # fmt: skip
_PLACES = ("path", "query", "header", "cookie")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault of a document whose text nobody has looked at yet."""

    at: Pointer
    code: str
    message: str
    hint: str = ""

    def fault(self, place: Place) -> Fault:
        return Fault(place, self.code, self.message, self.hint)


def of_version(document: Json) -> Complaint | None:
    """First of all: of something else nothing more is asked."""
    if not isinstance(document, dict):
        return Complaint(
            (), "document-malformed", "an OpenAPI document is a mapping", 'it begins with `openapi: "3.1.0"`'
        )
    version = document.get("openapi")
    if "swagger" in document and version is None:
        return Complaint(("swagger",), "document-version", "Swagger 2.0 is not read", "convert it to OpenAPI 3.1")
    if not isinstance(version, str) or not VERSIONS.fullmatch(version):
        said = (
            f"`{version}` is no version of OpenAPI that is read"
            if isinstance(version, str | float)
            else "the document does not say which version of OpenAPI it is"
        )
        return Complaint(("openapi",), "document-version", said, '`openapi: "3.0.…"` or `"3.1.…"`')
    dialect = document.get("jsonSchemaDialect", DIALECTS[0])
    if dialect not in DIALECTS:
        return Complaint(
            ("jsonSchemaDialect",),
            "document-dialect",
            "schemas of this dialect are not read",
            f"`{DIALECTS[1]}`, or leave it out",
        )
    return None


def of_object(kind: str, value: Json, at: Pointer) -> Iterator[Complaint]:
    if not isinstance(value, dict):
        if not (kind == SCHEMA and isinstance(value, bool)):
            yield _misshapen(at, dict, f"{_article(kind)} {kind}")
        return
    if kind != PATH_ITEM and "$ref" in value:
        return
    for field in _NEEDED.get(kind, ()):
        if field not in value:
            yield Complaint(at, "document-malformed", f"the {kind} has no `{field}`")
    for field, wanted in _TYPES.get(kind, {}).items():
        if field in value and not isinstance(value[field], wanted):
            yield _misshapen((*at, field), wanted, f"`{field}`")
    yield from _rules(kind, value, at)


def of_group(field: str, form: str, value: Json, at: Pointer) -> Complaint | None:
    """What stands in the place of many."""
    wanted = {"{": dict, "[": list}.get(form[0])
    return _misshapen(at, wanted, f"`{field}`") if wanted and not isinstance(value, wanted) else None


def _rules(kind: str, value: dict[str, Json], at: Pointer) -> Iterator[Complaint]:
    match kind:
        case "parameter":
            yield from _of_parameter(value, at)
        case "operation":
            for status in members(value.get("responses")):
                if not _STATUS.fullmatch(status):
                    yield Complaint(
                        (*at, "responses", status),
                        "document-malformed",
                        f"`{status}` is no status",
                        "`200`, `4XX` or `default`",
                    )
        case "document":
            for path in members(value.get("paths")):
                if not path.startswith(("/", "x-")):
                    yield Complaint(("paths", path), "document-malformed", "a path begins with /", f"`/{path}`")


def _of_parameter(value: dict[str, Json], at: Pointer) -> Iterator[Complaint]:
    where = value.get("in")
    if isinstance(where, str) and where not in _PLACES:
        yield Complaint(
            (*at, "in"),
            "document-malformed",
            f"no parameter stands in `{where}`",
            "one of `path`, `query`, `header`, `cookie`",
        )
    if where == "path" and value.get("required") is not True:
        yield Complaint(at, "document-malformed", "a parameter of the path is `required: true`")
    if ("schema" in value) == ("content" in value):
        yield Complaint(at, "document-malformed", "a parameter has one of `schema` and `content`")


def _misshapen(at: Pointer, wanted: type, what: str) -> Complaint:
    return Complaint(at, "document-malformed", f"{what} is {_WORDS[wanted]}")


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"
