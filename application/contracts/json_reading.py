"""JSON as no two readers read it differently: no member twice, no number that some lose, not too deep."""

import json
import math
import re
from collections import Counter
from typing import Any

DEEPEST = 64
_SAFE = 2**53 - 1  # RFC 8259, 6


class Malformed(Exception):
    """The text says why, for the caller."""


def read_json(raw: bytes) -> Any:
    """Raises Malformed."""
    try:
        text = raw.decode()
        value = _SLOW(text)
        judge_depth(text)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise Malformed("It is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"It is no JSON: line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise Malformed(f"It has more than {DEEPEST} levels.") from error
    return value


def judge_depth(text: str) -> None:
    """Of what is JSON. Level by level, the innermost first: each is one pass over what is left of the brackets."""
    brackets = _TEXTS.sub("", text).encode().translate(_ALIKE, _NO_BRACKETS)
    for _ in range(DEEPEST):
        if not brackets:
            return
        brackets = brackets.replace(b"[]", b"")
    if brackets:
        raise Malformed(f"It has more than {DEEPEST} levels.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Malformed(f"The member {json.dumps(twice[:80])} stands twice in one object.")
    return found


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > _SAFE:  # noqa: PLR2004  with its sign
        raise Malformed("It has a whole number that not every reader can hold: more than 53 bits.")
    return int(digits)


def _fraction(digits: str) -> float:
    found = float(digits)
    if math.isinf(found):
        raise Malformed("It has a number that is too large.")
    return found


def _no_number(name: str) -> Any:
    raise Malformed(f"{name} is no number of JSON.")


_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_ALIKE = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(frozenset(range(256)) - frozenset(b"[]{}"))
_SLOW = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
).decode
