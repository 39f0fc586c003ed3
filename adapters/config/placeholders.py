"""Placeholders of case files, `<role>`: a case with `for_each` stands for one case a combination of its values.

Not `${…}`, which reads the environment in the other files, nor `{…}`, which is a parameter of a path. Text is replaced
by text and never read again.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product

from adapters.config.shapes import Refused, each, listing, scalar, table
from adapters.config.shown import shown
from adapters.config.texts import read_name
from adapters.config.tree import Key, Kind, Listing, Scalar, Table, Value
from domain.spec.fault import Fault, nearest

MOST = 100_000  # cases of one `for_each`
_HOLDER = re.compile(r"<([A-Za-z0-9][A-Za-z0-9_.-]*)>")

Filling = Mapping[str, Scalar]


def fillings(value: Value) -> list[Filling]:
    """Every combination, the last name changing first."""
    given = table(value, "like `{role: [viewer, manager]}`")
    names = each(read_name, given)
    columns = [each(scalar, listing(inside)) for inside in given.values()]
    for key, column in zip(given, columns, strict=True):
        if not column:
            raise Refused(Fault(key.at, "list-empty", "the list is empty", "name at least one"))
    count = 1
    for column in columns:
        count *= len(column)
    if count > MOST:
        raise Refused(Fault(given.at, "cases-many", f"these are {count} cases", f"{MOST} at most"))
    return [dict(zip(map(str, names), values, strict=True)) for values in product(*columns)]


def label(filling: Filling) -> str:
    return ", ".join(f"{name}={value.text}" for name, value in filling.items())


def filled(value: Value, filling: Filling) -> Value:
    match value:
        case Scalar():
            return _scalar(value, filling) if "<" in value.text else value
        case Listing():
            return Listing(value.at, [filled(one, filling) for one in value])
        case Table():
            return Table(value.at, {_key(key, filling): filled(one, filling) for key, one in value.items()})
    return value


def _key(key: Key, filling: Filling) -> Key:
    return Key(_text(str(key), Scalar(str(key), str(key), key.at), filling), key.at) if "<" in key else key


def _scalar(value: Scalar, filling: Filling) -> Scalar:
    """As what comes from the environment: text, which a field for numbers reads all the same."""
    return Scalar(_text(value.text, value, filling), value.written, value.at, Kind.TEXT)


def _text(text: str, where: Scalar, filling: Filling) -> str:
    unknown = [name for name in _HOLDER.findall(text) if name not in filling]
    if unknown:
        message = f"{shown(f'<{unknown[0]}>')} is no name of this `for_each`"
        raise Refused(Fault(where.at, "placeholder-unknown", message, nearest(unknown[0], filling)))
    return _HOLDER.sub(lambda found: filling[found[1]].text, text)


def expanded(value: Value) -> Iterator[tuple[str, Table]]:
    """The cases that one entry stands for, each with what tells it from the others."""
    entry = table(value, "like `{request: GET /orders, who: viewer, expect: allow}`")
    if "for_each" not in entry:
        yield "", entry
        return
    rest = Table(entry.at, {key: one for key, one in entry.items() if key != "for_each"})
    for filling in fillings(entry[entry.written["for_each"]]):
        made = filled(rest, filling)
        assert isinstance(made, Table)  # noqa: S101  a mapping stays one
        yield label(filling), made
