"""Fields that are quantities: durations, sizes, whole numbers, truth values; each with its bounds.

A value that came from the environment is text, and is read here like one that was written.
"""

import re
from functools import partial
from typing import Annotated

from pydantic import PlainValidator

from adapters.config.quantities import parse_duration, parse_ratio, parse_size
from adapters.config.shapes import Refused, scalar
from adapters.config.shown import shown
from adapters.config.tree import Kind, Scalar, Value
from domain.spec.fault import Fault

LONGEST_LEEWAY = 300.0  # seconds: more would make `exp` a suggestion
MOST = 1_000_000

_WHOLE = re.compile(r"[0-9]{1,9}")


def read_duration(value: Value) -> float:
    written = scalar(value)
    seconds = parse_duration(written.text)
    if seconds is None:
        raise _refused(written, "duration", "like `300ms`, `5s`, `1m` or `2h`")
    return seconds


def read_time(value: Value) -> float:
    seconds = read_duration(value)
    if not seconds:
        message = f"{shown(scalar(value).written)} leaves no time at all"
        raise Refused(Fault(scalar(value).at, "duration-zero", message, "more than nothing"))
    return seconds


def read_between(value: Value, *, least: str, most: str) -> float:
    """A duration from `least` to `most`, both written like one."""
    seconds = read_duration(value)
    if not (parse_duration(least) or 0.0) <= seconds <= (parse_duration(most) or 0.0):
        message = f"{shown(scalar(value).written)} is out of bounds"
        raise Refused(Fault(scalar(value).at, "duration-bounds", message, f"from `{least}` to `{most}`"))
    return seconds


def read_leeway(value: Value) -> float:
    seconds = read_duration(value)
    if seconds > LONGEST_LEEWAY:
        message = f"{shown(scalar(value).written)} is too long a leeway"
        raise Refused(Fault(scalar(value).at, "leeway-long", message, "`5m` at most"))
    return seconds


def read_size(value: Value) -> int:
    written = scalar(value)
    size = parse_size(written.text)
    if not size:
        raise _refused(written, "size", "like `512B`, `64KiB`, `10MiB` or `1GiB`")
    return size


def read_ratio(value: Value) -> float:
    written = scalar(value)
    ratio = parse_ratio(written.text)
    if ratio is None:
        raise _refused(written, "ratio", "like `20%`, from `0%` to `100%`")
    return ratio


def read_count(value: Value, *, least: int) -> int:
    written = scalar(value)
    is_number = written.kind is Kind.INT or written.is_replaced
    if not is_number or not _WHOLE.fullmatch(written.text) or not least <= int(written.text) <= MOST:
        quoted = ", without quotes" if written.kind is Kind.TEXT and written.text.isdigit() else ""
        raise _refused(written, "count", f"a whole number from {least} to {MOST}{quoted}")
    return int(written.text)


def read_flag(value: Value) -> bool:
    written = scalar(value)
    is_flag = written.kind is Kind.BOOL or written.is_replaced
    if not is_flag or written.text not in ("true", "false"):
        raise _refused(written, "flag", "`true` or `false`")
    return written.text == "true"


def _refused(written: Scalar, what: str, hint: str) -> Refused:
    seen = shown(written.written) if written.written else "this"
    return Refused(Fault(written.at, f"{what}-malformed", f"{seen} is not a {what}", hint))


Duration = Annotated[float, PlainValidator(read_duration)]
Time = Annotated[float, PlainValidator(read_time)]
Leeway = Annotated[float, PlainValidator(read_leeway)]
Size = Annotated[int, PlainValidator(read_size)]
Ratio = Annotated[float, PlainValidator(read_ratio)]
Count = Annotated[int, PlainValidator(partial(read_count, least=1))]
Weight = Annotated[int, PlainValidator(partial(read_count, least=0))]
Flag = Annotated[bool, PlainValidator(read_flag)]
