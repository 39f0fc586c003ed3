"""Parameters, before and after: what a caller must send along, what it may, and how it is written.

Names of headers know no case. Parameters of the path are told by their places: their names are never sent.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from domain.openapi.difference.change import Change, Direction, Grade
from domain.openapi.difference.schemas import Schemas, Spot
from domain.openapi.operations import Operation
from domain.openapi.pointers import members
from domain.spec.document import Pointer

_PLACE = re.compile(r"\{([^{}]*)\}")
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
Key = tuple[str, str]
Found = tuple[Mapping[str, Any], Pointer]


def parameter_changes(old: Operation, new: Operation) -> Iterator[Change]:
    was, now = _parameters(old), _parameters(new)
    schemas = Schemas(old.spec.document, new.spec.document, Direction.REQUEST)
    for key, found in was.items():
        if key not in now:
            words = f"{_called(found[0])} is gone, and passed over"
            yield Change(Grade.MAYBE, "parameter-removed", found[1], words, is_old=True)
        else:
            yield from _changed(found, now[key], schemas)
    for key, (parameter, at) in now.items():
        if key not in was:
            grade = Grade.BREAKING if parameter.get("required") else Grade.COMPATIBLE
            code = "parameter-added-required" if parameter.get("required") else "parameter-added"
            yield Change(grade, code, at, f"{_called(parameter)} is new")


def _parameters(operation: Operation) -> dict[Key, Found]:
    """Whatever has no name is nobody's parameter."""
    places = {name: str(number) for number, name in enumerate(_PLACE.findall(operation.path))}
    listed: Any = operation.spec.value.get("parameters", ())
    found: dict[Key, Found] = {}
    for number, one in enumerate(listed):
        name, where = str(one.get("name")), str(one.get("in"))
        known = {"path": places.get(name, name), "header": name.lower()}.get(where, name)
        found[where, known] = (one, (*operation.spec.at, "parameters", str(number)))
    return found


def _changed(was: Found, now: Found, schemas: Schemas) -> Iterator[Change]:
    (old, before), (new, at) = was, now
    if bool(old.get("required")) is not bool(new.get("required")):
        if new.get("required"):
            yield Change(Grade.BREAKING, "parameter-required", at, f"{_called(new)} is required now")
        else:
            yield Change(Grade.COMPATIBLE, "parameter-optional", at, f"{_called(new)} is not required any more")
    if _written(old) != _written(new):
        yield Change(Grade.BREAKING, "parameter-written-otherwise", at, f"{_called(new)} is written in another way")
    yield from schemas.changes(Spot(_schema(old), (*before, "schema")), Spot(_schema(new), (*at, "schema")))


def _written(parameter: Mapping[str, Any]) -> tuple[object, ...]:
    style = parameter.get("style", _STYLES.get(str(parameter.get("in"))))
    content = tuple(members(parameter.get("content")))
    return style, parameter.get("explode", style == "form"), content, bool(parameter.get("allowReserved"))


def _schema(parameter: Mapping[str, Any]) -> Any:
    """Of the parameter, or of its one media type."""
    inner = next(iter(members(parameter.get("content")).values()), parameter)
    return members(inner).get("schema", True)


def _called(parameter: Mapping[str, Any]) -> str:
    return f"the {parameter.get('in')} parameter `{parameter.get('name')}`"
