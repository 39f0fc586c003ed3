"""Tagging: a strong tag for a whole answer, and 304 for whoever has it already (RFC 9110, 8.8.3, 13.1.2 and 15.4.5)."""

import re
from hashlib import sha256

from domain.message.headers import Headers, first, values

NOT_MODIFIED = 304
_OK = 200
_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
# What is said of bytes that a 304 does not bring.
_OF_THE_BODY = frozenset((
    b"accept-ranges", b"content-disposition", b"content-encoding", b"content-language", b"content-length",
    b"content-type", b"last-modified",
))  # fmt: skip


def may_tag(method: str, status: int, headers: Headers) -> bool:
    """Whole answers to GET and HEAD that have no tag yet, and that caches may keep at all."""
    told = b",".join(values(headers, b"cache-control")).lower()
    return method in ("GET", "HEAD") and status == _OK and first(headers, b"etag") is None and b"no-store" not in told


def tag_of(body: bytes) -> bytes:
    """The same bytes have the same tag in every worker and gateway."""
    return b'"' + sha256(body).hexdigest()[:32].encode() + b'"'


def is_known(tag: bytes, asked: Headers) -> bool:
    """Whether `If-None-Match` names it, by weak comparison: a compressed answer carries the weak form."""
    said = values(asked, b"if-none-match")
    return [value.strip() for value in said] == [b"*"] or tag in _TAG.findall(b",".join(said))


def unmodified(headers: Headers) -> Headers:
    return [header for header in headers if header[0] not in _OF_THE_BODY]
