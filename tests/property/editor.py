"""An editor's eyes: a file as the data that a schema is held against, and the schema's verdict on it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from adapters.config.schema.document import schema
from adapters.config.tree import Kind, Listing, Scalar, Table, Value
from adapters.config.yaml_tree import TooDeep, TreeBuilder

_END = re.compile(r"\$(?=$|\)|\|)")  # in ECMA-262 the end is the end; Python's `$` also stands before a last line feed


class NoData(Exception):
    """It is no YAML of ours: nobody would ask a schema."""


def data_of(text: str) -> Any:
    """Of a file without variables that are replaced: editors do not do that."""
    built = TreeBuilder(text, "gateway.yaml", None)
    try:
        root = built.build()
    except TooDeep as deep:
        raise NoData from deep
    if root is None or built.faults:
        raise NoData
    return plain(root)


def plain(value: Value) -> Any:
    match value:
        case Table():
            return {str(key): plain(inside) for key, inside in value.items()}
        case Listing():
            return [plain(inside) for inside in value]
        case Scalar(kind=Kind.NULL):
            return None
        case Scalar(kind=Kind.BOOL):
            return value.text == "true"
        case Scalar(kind=Kind.INT):
            return int(value.text)
        case Scalar(kind=Kind.FLOAT):
            return float(value.text)
        case Scalar():
            return value.text
    raise AssertionError(value)


def complaints(data: Any) -> list[str]:
    """What the schema finds wrong, with the place of each."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator().iter_errors(data)]


@cache
def validator(definition: str = "") -> Any:
    """Of the whole, or of one of its definitions."""
    whole = schema()
    return _checking({**whole["$defs"][definition], "$defs": whole["$defs"]} if definition else whole)


def fits(data: Any, form: dict[str, Any]) -> bool:
    """Whether a part of the schema takes it."""
    return bool(_checking({**form, "$defs": schema()["$defs"]}).is_valid(data))


def _checking(whole: dict[str, Any]) -> Any:
    kind = validators.extend(Draft202012Validator, {"pattern": _pattern})
    return kind(whole)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not re.search(_END.sub(r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not fit {pattern}")
