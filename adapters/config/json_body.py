"""A body written as YAML and sent as JSON: what JSON has, and nothing that two readers of YAML read differently."""

import json

from adapters.config.shapes import Refused, each
from adapters.config.texts import read_value
from adapters.config.tree import Broken, Kind, Listing, Scalar, Table, Value

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def read_json(value: Value) -> str:
    return json.dumps(as_json(value), ensure_ascii=False, separators=(",", ":"))


def as_json(value: Value) -> Json:
    match value:
        case Table():
            return dict(zip(map(str, value), each(as_json, value.values()), strict=True))
        case Listing():
            return list(each(as_json, value))
        case Broken():
            raise Refused
        case Scalar():
            return _scalar(value)


def _scalar(written: Scalar) -> Json:
    match written.kind:
        case Kind.NULL:
            return None
        case Kind.BOOL:
            return written.text == "true"
        case Kind.INT:
            return int(written.text)
        case Kind.FLOAT:
            return float(written.text)
        case _:
            return read_value(written)
