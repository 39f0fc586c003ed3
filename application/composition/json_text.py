"""JSON as octets: read strictly, written so that every reader reads the same.

Whole numbers keep all their digits. What Python reads and JSON has not (NaN, a number beyond a double's range) is no
JSON, nor is anything but UTF-8 (RFC 8259, 8.1). Of a name that comes twice the last counts, and it alone goes out.
"""

import json
import math
from collections.abc import Sequence
from typing import Any, NoReturn

from domain.message.headers import Headers, values
from domain.message.media_type import MediaTypes

_JSON = MediaTypes.of(("application/json", "application/*+json"))
_PLAIN: Sequence[list[bytes]] = ([], [b"identity"])


def says_json(headers: Headers) -> bool:
    """By its own word, and in no content coding."""
    codings = [one.strip().lower() for one in values(headers, b"content-encoding")]
    return _JSON.cover(values(headers, b"content-type")) and codings in _PLAIN


def mentions_json(headers: Headers) -> bool:
    """Whether somebody could take it for JSON: in a coding, or as one of several types."""
    return any(_JSON.cover([one]) for said in values(headers, b"content-type") for one in said.split(b","))


def read_json(octets: bytes) -> Any:
    """Raises ValueError."""
    try:
        return json.loads(octets.decode("utf-8"), parse_float=_finite, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def write_json(value: object) -> bytes:
    """Raises ValueError."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can escape and UTF-8 cannot write
        return json.dumps(value, separators=(",", ":")).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError("a number beyond the range of a double")
    return number


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")
