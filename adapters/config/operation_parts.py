"""The parts of an Operation Object as a route writes them: parameters, a body, answers; each in short or in full."""

import re

from adapters.config.json_body import Json
from adapters.config.numbers import read_flag
from adapters.config.parts import Part, mapping_of, written
from adapters.config.schema_files import Schemas
from adapters.config.shapes import Refused, each, table
from adapters.config.shown import shown
from adapters.config.texts import read_value
from adapters.config.tree import Key, Scalar, Table, Value
from domain.spec.document import Pointer
from domain.spec.fault import Fault, nearest
from domain.spec.place import Place

JSON = "application/json"
PARAMETER = ("schema", "required", "style", "explode", "description", "example")
BODY = ("types", "required", "description")
ANSWER = ("types", "description")
_LONG_ONLY = frozenset(("schema", "style", "explode", "types"))
STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)|default")
MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/(?:[a-z0-9!#$&^_.+-]+|\*)|\*/\*")
_BODILESS = frozenset(("204", "304"))


def parameters(where: str, written_there: Table, schemas: Schemas, start: int) -> list[Part]:
    """`start` is the number of the first in the operation's list."""
    numbered = list(enumerate(written_there.items(), start))
    return list(
        each(lambda one: _parameter(where, *one[1], schemas, ("operation", "parameters", str(one[0]))), numbered)
    )


def body(value: Value, schemas: Schemas) -> Part:
    at = ("operation", "requestBody")
    if isinstance(value, Table) and _is_long(value):
        _known(value, BODY)
        members = {**_words(value), "required": _flag(value, "required", otherwise=True)}
        return mapping_of(value.at, {**members, "content": _types(value, schemas, at)})
    content = _json(schemas.read(value, (*at, "content", JSON, "schema")))
    return mapping_of(value.at, {"required": _said(value=True, at=value.at), "content": content})


def answers(value: Table, schemas: Schemas) -> Part:
    return mapping_of(value.at, dict(each(lambda entry: (str(entry[0]), _answer(*entry, schemas)), value.items())))


def _answer(status: Key, value: Value, schemas: Schemas) -> Part:
    if not STATUS.fullmatch(status):
        raise Refused(
            Fault(status.at, "answer-status-malformed", f"{shown(status)} is no status", "`200`, `4XX` or `default`")
        )
    at = ("operation", "responses", str(status))
    told = {"description": _said("", status.at)}
    if isinstance(value, Table) and _is_long(value):
        _known(value, ANSWER)
        return mapping_of(status.at, {**told, **_words(value), "content": _types(value, schemas, at)})
    if status in _BODILESS:
        return mapping_of(status.at, told)
    return mapping_of(status.at, {**told, "content": _json(schemas.read(value, (*at, "content", JSON, "schema")))})


def _parameter(where: str, name: Key, value: Value, schemas: Schemas, at: Pointer) -> Part:
    members = {"name": _said(str(name), name.at), "in": _said(where, name.at)}
    if where == "path":
        members["required"] = _said(value=True, at=name.at)
    if isinstance(value, Table) and _is_long(value):
        _known(value, PARAMETER)
        members |= _words(value) | _terms(value, where)
        if "schema" in value.written:
            members["schema"] = schemas.read(value[value.written["schema"]], (*at, "schema"))
        return mapping_of(name.at, members)
    return mapping_of(name.at, {**members, "schema": schemas.read(value, (*at, "schema"))})


def _terms(value: Table, where: str) -> dict[str, Part]:
    flags = [key for key in ("required", "explode") if key in value.written]
    found: dict[str, Part] = {key: _flag(value, key, otherwise=False) for key in flags}
    if where == "path" and "required" in found and not found["required"].value:
        raise Refused(Fault(found["required"].at, "parameter-required", "a parameter of the path is always there"))
    if "style" in value.written:
        style = value[value.written["style"]]
        found["style"] = _said(read_value(style), style.at)
    return found


def _types(value: Table, schemas: Schemas, at: Pointer) -> Part:
    if "types" not in value.written:
        raise Refused(Fault(value.at, "key-missing", "`types` is missing", f"`types: {{{JSON}: …}}`"))
    types = table(value[value.written["types"]], f"`{{{JSON}: …}}`")
    return mapping_of(types.at, dict(each(lambda entry: (str(entry[0]), _type(*entry, schemas, at)), types.items())))


def _type(name: Key, value: Value, schemas: Schemas, at: Pointer) -> Part:
    if not MEDIA_TYPE.fullmatch(name):
        message = f"{shown(name)} is no media type"
        raise Refused(Fault(name.at, "body-type-malformed", message, f"like `{JSON}`, in lower case"))
    return mapping_of(name.at, {"schema": schemas.read(value, (*at, "content", str(name), "schema"))})


def _words(value: Table) -> dict[str, Part]:
    """What is said of it to people."""
    found: dict[str, Part] = {}
    for key in ("description", "example"):
        if key in value.written:
            said = value[value.written[key]]
            found[key] = _said(read_value(said), said.at) if key == "description" else written(said)
    return found


def _is_long(value: Table) -> bool:
    """Whether it is about a schema: a schema's own `required` is a list."""
    needs = value.written.get("required")
    return not _LONG_ONLY.isdisjoint(value.written) or (needs is not None and isinstance(value[needs], Scalar))


def _known(value: Table, known: tuple[str, ...]) -> None:
    faults = tuple(_unknown(key, known) for key in value if key not in known)
    if faults:
        raise Refused(*faults)


def _unknown(key: Key, known: tuple[str, ...]) -> Fault:
    return Fault(key.at, "key-unknown", f"key {shown(key)} is unknown here", nearest(key, known))


def _flag(value: Table, key: str, *, otherwise: bool) -> Part:
    written_as = value.written.get(key)
    return _said(read_flag(value[written_as]), written_as.at) if written_as is not None else _said(otherwise, value.at)


def _json(schema: Part) -> Part:
    return mapping_of(schema.at, {JSON: mapping_of(schema.at, {"schema": schema})})


def _said(value: Json, at: Place) -> Part:
    return Part(value, at)
