"""The requirement `time`: hours of the day, days of the week, a fixed offset; and moments, each with its own offset."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.config.shapes import Refused, each, listing, table
from adapters.config.shown import shown
from adapters.config.texts import read_word
from adapters.config.tree import Key, Value
from domain.permissions.hours import DAYS
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.requirement import Moment, Time

HOUR = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")
OFFSET = re.compile(r"([+-])(0[0-9]|1[0-4]):([0-5][0-9])")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})")


def read_times(key: Key, value: Value) -> Time:
    given = table(value, 'like `{time: {from: "08:00", until: "18:00"}}`')
    return Time(key.at, **dict(each(_field, given.items())))


def _field(entry: tuple[Key, Value]) -> tuple[str, Any]:
    key, value = entry
    if key not in _FIELDS:
        raise Refused(Fault(key.at, "key-unknown", f"key {shown(key)} is unknown here", nearest(key, _FIELDS)))
    name, read = _FIELDS[key]
    return name, read(value)


def _hour(value: Value) -> int:
    """Seconds of the day."""
    word = read_word(value)
    found = HOUR.fullmatch(word.text)
    if not found:
        raise _refused(word, "hour", 'from `"00:00"` to `"24:00"`')
    return int(found[1] or found[3]) * 3600 + int(found[2] or found[4]) * 60


def _days(value: Value) -> frozenset[int]:
    return frozenset(each(_day, listing(value)))


def _day(value: Value) -> int:
    word = read_word(value)
    if word.text not in DAYS:
        raise _refused(word, "day", nearest(word.text, DAYS))
    return DAYS.index(word.text)


def _zone(value: Value) -> int:
    """Seconds east of UTC."""
    word = read_word(value)
    found = OFFSET.fullmatch(word.text)
    if word.text == "UTC":
        return 0
    if not found:
        raise _refused(word, "zone", '`UTC`, or an offset like `"+01:00"`')
    return (-1 if found[1] == "-" else 1) * (int(found[2]) * 3600 + int(found[3]) * 60)


def _moment(value: Value) -> Moment:
    word = read_word(value)
    try:
        seconds = datetime.fromisoformat(word.text).timestamp() if _MOMENT.fullmatch(word.text) else None
    except (ValueError, OverflowError):
        seconds = None
    if seconds is None:
        raise _refused(word, "moment", 'like `"2026-12-24T18:00:00Z"`, with `Z` or an offset')
    return Moment(word, seconds)


def _refused(word: Text, what: str, hint: str) -> Refused:
    return Refused(Fault(word.at, f"{what}-malformed", f"{shown(word.text)} is not a {what}", hint))


_FIELDS: dict[str, tuple[str, Callable[[Value], Any]]] = {
    "from": ("start", _hour),
    "until": ("end", _hour),
    "days": ("days", _days),
    "zone": ("offset", _zone),
    "after": ("after", _moment),
    "before": ("before", _moment),
}
