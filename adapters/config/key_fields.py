"""Fields of an API key's entry: its hash, its end, its claims. No fault shows what stands in the place of a hash."""

import re
from datetime import datetime

from adapters.config.shapes import Refused, each, scalar
from adapters.config.shown import shown
from adapters.config.texts import read_value
from adapters.config.tree import Kind, Listing, Value
from domain.spec.fault import Fault

HASH = re.compile(r"sha256:([0-9a-f]{64})")


def read_hash(value: Value) -> bytes:
    written = scalar(value)
    found = HASH.fullmatch(written.text)
    if found is None:
        message = "this is no hash of a key; a key itself never stands here"
        raise Refused(Fault(written.at, "hash-malformed", message, "`sha256:` and 64 digits from 0 to f"))
    return bytes.fromhex(found[1])


def read_moment(value: Value) -> float:
    """Seconds since the epoch, of a date-time that says its zone."""
    written = scalar(value)
    try:
        moment = datetime.fromisoformat(written.text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = f"{shown(written.written)} is not a moment"
        raise Refused(Fault(written.at, "moment-malformed", message, "like `2027-01-31T12:00:00Z`"))
    return moment.timestamp()


def read_claim(value: Value) -> object:
    """A text, a number or a flag, or a list of these: what policies and upstreams can do something with."""
    return list(each(_stated, value)) if isinstance(value, Listing) else _stated(value)


def _stated(value: Value) -> str | int | bool:
    written = scalar(value)
    if written.kind is Kind.INT:
        return int(written.text)
    return written.text == "true" if written.kind is Kind.BOOL else read_value(written)
