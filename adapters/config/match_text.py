"""The short form of `match`, `"GET,POST /orders"`, unfolded to the long one: so there is one form to check.

The parts keep their own places, counted inside the scalar.
"""

import re
from collections.abc import Iterator

from adapters.config.shapes import Refused
from adapters.config.shown import shown
from adapters.config.texts import read_word
from adapters.config.tree import Key, Listing, Scalar, Table, Value
from domain.spec.fault import Fault

_SHORT = re.compile(r"(?:([^\s/]+)\s+)?(/.*)")
_HINT = '`"GET /orders"`, `"GET,POST /orders"`, or `"/orders"` for every method'


def unfolded(value: Value) -> Value:
    return _unfolded(value) if isinstance(value, Scalar) else value


def _unfolded(written: Scalar) -> Table:
    found = _SHORT.fullmatch(read_word(written).text)
    if found is None:
        raise Refused(Fault(written.at, "match-malformed", f"{shown(written.written)} matches nothing", _HINT))
    if found[1] == "*":
        raise Refused(Fault(written.at, "match-malformed", "`*` is no method", '`"/orders"` is for every method'))
    long = {Key("path", written.at): _part(written, found.start(2), found[2])}
    if found[1]:
        long[Key("methods", written.at)] = Listing(written.at, list(_methods(written, found[1])))
    return Table(written.at, long)


def _methods(written: Scalar, methods: str) -> Iterator[Value]:
    offset = 0
    for method in methods.split(","):
        if not method:
            raise Refused(Fault(written.at, "match-malformed", "a method is missing beside a comma", _HINT))
        yield _part(written, offset, method)
        offset += len(method) + 1


def _part(whole: Scalar, offset: int, text: str) -> Value:
    return Scalar(text, text, whole.place_at(offset))
