"""Paths: read once, here; the bytes that are matched are the bytes that are forwarded.

What different servers read differently is refused rather than mended, so that no spelling of a path slips past a
policy: dot segments and empty segments (plain or encoded), encoded slashes and backslashes, `\\`, `;`, control bytes,
bad or non-UTF-8 percent-encoding. What is left has one normal form (RFC 3986, 6.2.2): upper-case hex, unreserved
characters decoded.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_PLAIN = re.compile(rb"(?:/[A-Za-z0-9_~!$&'()*+,=:@-][A-Za-z0-9._~!$&'()*+,=:@-]*)*/?")
_ALLOWED = re.compile(rb"/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2})*")
_ENCODED = re.compile(rb"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_CONTROL_LIMIT, _DELETE = 0x20, 0x7F


@dataclass(frozen=True, slots=True)
class Path:
    raw: bytes  # normal form, absolute, without the query
    segments: tuple[bytes, ...]  # `raw` split at "/", without the leading empty one: b"/a/" has (b"a", b"")


@dataclass(frozen=True, slots=True)
class UnsafePath:
    why: str


def read_path(raw: bytes) -> Path | UnsafePath:
    """The path of a request target, `raw` being its bytes up to the `?`."""
    if _PLAIN.fullmatch(raw) and raw:
        return Path(raw, tuple(raw[1:].split(b"/")))
    if not _ALLOWED.fullmatch(raw):
        return UnsafePath("a byte or percent-encoding that does not belong in a path")
    normal = _ENCODED.sub(_normal_octet, raw)
    segments = tuple(normal[1:].split(b"/"))
    unsafe = next(filter(None, map(_danger, segments, (len(segments) - at for at in range(len(segments))))), None)
    return UnsafePath(unsafe) if unsafe else Path(normal, segments)


def decoded(segment: bytes) -> str:
    """The text of a segment (or of several, with their slashes) that `read_path` has accepted."""
    return unquote_to_bytes(segment).decode("utf-8") if b"%" in segment else segment.decode("ascii")


def _normal_octet(found: re.Match[bytes]) -> bytes:
    octet = int(found[0][1:], 16)
    return bytes((octet,)) if octet in _UNRESERVED else found[0].upper()


def _danger(segment: bytes, left: int) -> str | None:
    """Why `segment` is unsafe; `left` counts the segments from it to the end, itself included."""
    if segment in (b".", b".."):
        return "a dot segment"
    if not segment and left > 1:
        return "an empty segment"
    return _octet_danger(unquote_to_bytes(segment)) if b"%" in segment else None


def _octet_danger(octets: bytes) -> str | None:
    if any(octet < _CONTROL_LIMIT or octet == _DELETE for octet in octets):
        return "an encoded control character"
    if b"/" in octets or b"\\" in octets or b";" in octets:
        return "an encoded slash, backslash or semicolon"
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return "percent-encoding that is not UTF-8"
    return None
