"""Strict JSON: one value, mostly an object, that every reader reads alike (RFC 8259, 4 and 8; RFC 7515, 10.12).

Refused: anything but UTF-8, a member name that occurs twice, NaN and infinities however they are written, half a
surrogate pair (no such text can be written on in UTF-8), and depth that could exhaust a stack.
"""

import json
import math
import re

DEEPEST = 32
_STRING = re.compile(r'"(?:[^"\\]|\\.?)*"?', re.DOTALL)  # an unclosed one runs to the end: no second try, linear time
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_object(raw: bytes) -> dict[str, object]:
    """Raises ValueError, and nothing else; its message has no part of `raw`."""
    value = read_value(raw)
    if not isinstance(value, dict):
        raise ValueError("JSON, but not an object")  # noqa: TRY004  callers catch one kind, whatever is wrong with a text
    return value


def read_value(raw: bytes) -> object:
    """Raises ValueError, and nothing else; its message has no part of `raw`."""
    text = raw.decode("utf-8")
    if _is_deep(text):
        raise ValueError("JSON nested too deeply")
    try:
        value: object = _DECODER.decode(text)
    except RecursionError:
        raise ValueError("JSON nested too deeply") from None
    if _SURROGATE.search(text):
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # raises UnicodeEncodeError, a ValueError, on half a pair
    return value


def _is_deep(text: str) -> bool:
    """Counting openers settles nearly every token; only the others are walked through."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = 0
    for mark in _STRING.sub("", text):
        depth += (mark in "[{") - (mark in "]}")
        if depth > DEEPEST:
            return True
    return False


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("JSON with a member name twice")
    return members


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("JSON with a number beyond all bounds")
    return number


def _no_constant(_name: str) -> object:
    raise ValueError("JSON with NaN or Infinity")


_DECODER = json.JSONDecoder(object_pairs_hook=_without_duplicates, parse_float=_finite, parse_constant=_no_constant)
