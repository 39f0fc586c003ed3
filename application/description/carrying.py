"""Carrying: where the parts of an operation hold schemas (OpenAPI 3.1.1, 4.8), so that these can be turned."""

from collections.abc import Callable, Mapping
from typing import cast

from application.description.references import Members, Turn, turned
from domain.spec.document import Json

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SAID_BY_US = frozenset(("security", "servers", "operationId"))  # of an operation that the upstream asks its caller for


def operation(value: Mapping[str, Json], turn: Turn) -> Members:
    forms: dict[str, Callable[[Json], Json]] = {
        "parameters": lambda given: _each(given, lambda one: parameter(one, turn)),
        "requestBody": lambda given: parameter(given, turn),
        "responses": lambda given: _named(given, lambda one: response(one, turn)),
        "callbacks": lambda given: _named(given, lambda one: _named(one, lambda item: _item(item, turn))),
    }
    return {key: forms[key](one) if key in forms else one for key, one in value.items()}


def parameter(value: Json, turn: Turn) -> Json:
    """Also of a header, or a body: what has a schema or contents."""
    found = _members(value)
    if "schema" in found:
        found["schema"] = turned(found["schema"], turn)
    if "content" in found:
        found["content"] = _named(found["content"], lambda one: _media(one, turn))
    return found


def response(value: Json, turn: Turn) -> Json:
    found = _members(parameter(value, turn))
    if "headers" in found:
        found["headers"] = _named(found["headers"], lambda one: parameter(one, turn))
    return found


def _media(value: Json, turn: Turn) -> Json:
    found = _members(parameter(value, turn))
    if "encoding" in found:
        found["encoding"] = _named(found["encoding"], lambda one: response(one, turn))
    return found


def _item(value: Json, turn: Turn) -> Json:
    """A path of somebody else's, whom the upstream calls back."""
    found = _members(value)
    for method in _METHODS:
        if method in found:
            kept = {key: one for key, one in _members(found[method]).items() if key not in _SAID_BY_US}
            found[method] = operation(kept, turn)
    if "parameters" in found:
        found["parameters"] = _each(found["parameters"], lambda one: parameter(one, turn))
    return found


def _members(value: Json) -> Members:
    return dict(value) if isinstance(value, dict) else {}


def _each(value: Json, form: Callable[[Json], Json]) -> Json:
    return [form(one) for one in cast("list[Json]", value or [])]


def _named(value: Json, form: Callable[[Json], Json]) -> Json:
    return {name: form(one) if not name.startswith("x-") else one for name, one in _members(value).items()}
