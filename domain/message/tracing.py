"""Trace context (W3C, level 1): passed on unchanged where it is valid, dropped where it is not.

The gateway makes no span of its own yet, so it is no participant: it neither starts a trace (a parent without a span
would turn sampling off behind us) nor changes the parent. A `traceparent` that is invalid or comes twice is dropped
together with its `tracestate` (3.2, 4.3); a `tracestate` that is invalid goes alone.
"""

import re

from domain.message.headers import Headers, values

TRACING = frozenset((b"traceparent", b"tracestate"))
MOST_MEMBERS = 32

_PARENT = re.compile(rb"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
_KEY = rb"[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}"
_MEMBER = re.compile(rb"(" + _KEY + rb")=([\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e])")


def trace_context(headers: Headers) -> Headers:
    """The two fields to send on; none without a valid `traceparent`."""
    parents = values(headers, b"traceparent")
    if len(parents) != 1 or not _is_parent(parents[0].strip(b" \t")):
        return []
    state = _state(values(headers, b"tracestate"))
    kept = [(b"traceparent", parents[0].strip(b" \t"))]
    return [*kept, (b"tracestate", state)] if state else kept


def _is_parent(value: bytes) -> bool:
    """Version 00 has nothing behind its flags; a later one may (3.2.2.1, "Versioning of traceparent")."""
    found = _PARENT.fullmatch(value)
    if not found or found[1] == b"ff" or (found[1] == b"00" and found[4]):
        return False
    return bool(found[2].strip(b"0")) and bool(found[3].strip(b"0"))


def _state(fields: list[bytes]) -> bytes:
    """Several fields are one list (RFC 9110, 5.3), in their order; empty where one member is wrong (3.3.1.3)."""
    members = [member.strip(b" \t") for field in fields for member in field.split(b",")]
    present = [member for member in members if member]
    found = [_MEMBER.fullmatch(member) for member in present]
    keys = {match[1] for match in found if match}
    return b",".join(present) if len(keys) == len(present) <= MOST_MEMBERS else b""
