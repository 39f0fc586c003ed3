"""Comparisons below `claim` and `header`: a value is what it equals; else one of a few words says how it is compared.

A text that is a name in braces is a path parameter. One that has braces anywhere else was meant to be something that we
do not have: it is a fault, and not taken letter by letter.
"""

import re

from adapters.config.numbers import read_flag
from adapters.config.shapes import Refused, each, listing, only_entry, scalar
from adapters.config.shown import shown
from adapters.config.texts import read_header_name, read_value, read_word
from adapters.config.tree import Kind, Scalar, Table, Value
from domain.spec.comparison import Contains, Equals, HeaderOf, In, Literal, Matches, Operand, Parameter, Present, Test
from domain.spec.fault import Fault
from domain.spec.place import Text

_PARAMETER = re.compile(r"\{[^{}]*\}")


def read_test(value: Value) -> Test:
    if not isinstance(value, Table):
        return Equals(_operand(scalar(value)))
    key, inside = only_entry(value, "comparison", ("equals", "in", "contains", "matches", "present"))
    match key:
        case "equals":
            return Equals(_operand(inside))
        case "in":
            return In(key.at, each(_operand, listing(inside)))
        case "contains":
            return Contains(_operand(inside))
        case "matches":
            return Matches(read_word(inside))
    return Present(read_flag(inside))


def _operand(value: Value) -> Operand:
    if isinstance(value, Table):
        key, inside = only_entry(value, "operand", ("header", "literal"))
        return HeaderOf(read_header_name(inside)) if key == "header" else _literal(scalar(inside))
    written = scalar(value)
    if written.kind is not Kind.TEXT or not {"{", "}"} & set(written.text):
        return _literal(written)
    if _PARAMETER.fullmatch(written.text):
        return Parameter(Text(written.text, written.at))
    message = f"{shown(written.written)} is neither a text nor a path parameter"
    raise Refused(Fault(written.at, "operand-malformed", message, '`"{name}"` alone, or `{literal: "…"}`'))


def _literal(written: Scalar) -> Literal:
    match written.kind:
        case Kind.INT:
            return Literal(written.at, int(written.text))
        case Kind.BOOL:
            return Literal(written.at, written.text == "true")
        case _:
            return Literal(written.at, read_value(written))
