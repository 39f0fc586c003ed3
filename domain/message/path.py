"""Paths: read once, here; the bytes that are matched are the bytes that are forwarded.

What different servers read differently is refused rather than mended, so that no spelling of a path slips past a
policy: dot segments and empty segments (plain or encoded), encoded slashes and backslashes, `\\`, `;`, control bytes,
bad or non-UTF-8 percent-encoding, `..` behind a second encoding. What is left has one normal form
(RFC 3986, 6.2.2): upper-case hex, unreserved characters decoded.

Where it is told to normalise, slashes are merged and then dot segments resolved (RFC 3986, 5.2.4); nothing else is
mended, and a path that leaves the root is refused still (docs/decisions/0051).
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_PLAIN = re.compile(rb"(?:/[A-Za-z0-9_~!$&'()*+,=:@-][A-Za-z0-9._~!$&'()*+,=:@-]*)*/?")
_ALLOWED = re.compile(rb"/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2})*")
_ENCODED = re.compile(rb"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_CONTROL_LIMIT, _DELETE = 0x20, 0x7F
_DOTS = (b".", b"..")
# In what was decoded twice: the way up, between whatever some server ends a segment with.
_HIDDEN_WAY_UP = re.compile(rb"(?:^|[/\\])\.\.(?:$|[/\\;\x00-\x1f])")


@dataclass(slots=True)  # made once a call: a frozen one costs three times as much
class Path:
    raw: bytes  # normal form, absolute, without the query
    segments: tuple[bytes, ...]  # `raw` split at "/", without the leading empty one: b"/a/" has (b"a", b"")


@dataclass(frozen=True, slots=True)
class UnsafePath:
    why: str


def read_path(raw: bytes, *, normalise: bool = False) -> Path | UnsafePath:
    """The path of a request target, `raw` being its bytes up to the `?`."""
    if _PLAIN.fullmatch(raw) and raw:
        return Path(raw, tuple(raw[1:].split(b"/")))
    if not _ALLOWED.fullmatch(raw):
        return UnsafePath("a byte or percent-encoding that does not belong in a path")
    segments = _ENCODED.sub(_normal_octet, raw)[1:].split(b"/")
    danger = next(filter(None, map(_danger, segments)), None)  # also in what resolving would drop
    if danger:
        return UnsafePath(danger)
    kept = _resolved(segments) if normalise else _unresolved(segments)
    return kept if isinstance(kept, UnsafePath) else Path(b"/" + b"/".join(kept), tuple(kept))


def decoded(segment: bytes) -> str:
    """The text of a segment (or of several, with their slashes) that `read_path` has accepted."""
    return unquote_to_bytes(segment).decode("utf-8") if b"%" in segment else segment.decode("ascii")


def _normal_octet(found: re.Match[bytes]) -> bytes:
    octet = int(found[0][1:], 16)
    return bytes((octet,)) if octet in _UNRESERVED else found[0].upper()


def _unresolved(segments: list[bytes]) -> list[bytes] | UnsafePath:
    """The segments as they are, if there is nothing to merge or to resolve."""
    for segment in segments[:-1]:
        if not segment:
            return UnsafePath("an empty segment")
        if segment in _DOTS:
            return UnsafePath("a dot segment")
    return UnsafePath("a dot segment") if segments[-1] in _DOTS else segments


def _resolved(segments: list[bytes]) -> list[bytes] | UnsafePath:
    """Slashes merged first, so that `..` takes away a segment and never one of two slashes; what ends in dots is a
    folder, and ends in a slash."""
    kept: list[bytes] = []
    for segment in segments:
        if segment == b"..":
            if not kept:
                return UnsafePath("a dot segment that leaves the root")
            kept.pop()
        elif segment and segment != b".":
            kept.append(segment)
    return kept if kept and segments[-1] not in (b"", *_DOTS) else [*kept, b""]


def _danger(segment: bytes) -> str | None:
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
    return "a dot segment behind a second encoding" if _HIDDEN_WAY_UP.search(unquote_to_bytes(octets)) else None
