"""The explanation as a document, and the schema of all such documents: both made of the values' own fields.

So what is published is what is written: a field that is added appears in both. What is None is left out.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from application.explanation.explanation import Explanation
from domain.spec.place import Place

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "limen explain --json"
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}


def document(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kind: Any = type(value)
        pairs = ((name, getattr(value, name)) for name in _names(kind))
        return {name: document(one) for name, one in pairs if one is not None}
    if isinstance(value, tuple):
        return [document(one) for one in value]
    if isinstance(value, Mapping):
        return {key: document(one) for key, one in value.items()}
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def revived(told: dict[str, Any]) -> Explanation:
    """The explanation of which `told` is the document. Raises where it is none."""
    found: Explanation = _revived(Explanation, told)
    return found


def _revived(kind: Any, told: Any) -> Any:
    kind = _present(kind)
    if get_origin(kind) is tuple:
        return tuple(_revived(get_args(kind)[0], one) for one in told)
    if not is_dataclass(kind):
        return told
    made: Any = kind
    hints = get_type_hints(made)
    return made(**{name: _revived(hints[name], told[name]) if name in told else None for name in _names(made)})


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `document(explanation)`."""
    found: dict[str, Any] = {}
    _described(Explanation, found)
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "$ref": f"#/$defs/{Explanation.__name__}",
        "$defs": dict(sorted(found.items())),
    }


def _described(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Of a type; what is made of fields goes to `found`, once."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _described(get_args(kind)[0], found)}
    if get_origin(kind) in (Mapping, dict):
        return {"type": "object", "additionalProperties": _described(get_args(kind)[1], found)}
    if kind.__name__ not in found:
        found[kind.__name__] = {}  # it may hold others of its kind
        found[kind.__name__] = _object(kind, found)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    told = (kind.__doc__ or "").strip()
    members = {name: _described(_present(hints[name]), found) for name in _names(kind)}
    required = [name for name in members if not _may_lack(hints[name])]
    doc = {} if told.startswith(f"{kind.__name__}(") or not told else {"description": " ".join(told.split())}
    return doc | {"type": "object", "properties": members, "required": required, "additionalProperties": False}


def _may_lack(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


def _present(hint: Any) -> Any:
    """The type without None."""
    return next(one for one in get_args(hint) if one is not NoneType) if _may_lack(hint) else hint


def place_text(at: Place | None) -> str:
    return str(at) if at is not None else ""
