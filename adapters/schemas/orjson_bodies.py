"""JSON bodies by orjson, where it can be proven that nobody reads them otherwise; else by the slow and strict reading.

The proof: written again, the value is what was sent but for blanks. Then no member was lost to another of its name, and
no number to its spelling. Escapes and spellings like `1.50` are no fault: they only take the slow way.
"""

from typing import Any

import orjson

from application.contracts.json_reading import DEEPEST, judge_depth, read_json

_BLANKS = b" \t\r\n"


def read_body(raw: bytes) -> Any:
    """Raises Malformed."""
    try:
        value = orjson.loads(raw)
        again = orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER)  # of 53 bits: RFC 8259, 6
    except (ValueError, TypeError):  # orjson.JSONDecodeError, and EncodeError, which is a TypeError
        return read_json(raw)
    if again != raw and again.translate(None, b" ") != raw.translate(None, _BLANKS):
        return read_json(raw)
    if again.count(b"[") + again.count(b"{") > DEEPEST:
        judge_depth(again.decode())
    return value
