"""Entity tags: `"x"` names these very bytes, `W/"x"` what they mean (RFC 9110, 8.8.3)."""

import re

from domain.message.headers import Header, Headers, values

_WEAK = b"W/"
_TAG = re.compile(rb'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


def weakened(headers: Headers) -> Headers:
    """Strong tags as weak ones; what is no tag is left out, since somebody might compare it as a strong one."""
    return [weak for header in headers if (weak := _weak(header))]


def as_known(headers: Headers, asked: Headers) -> Headers:
    """The tags of a 304 as the caller knows them: weak where `asked` names only the weak form of a strong one, or a
    cache would not find what it is about (RFC 9111, 4.3.4)."""
    known = set(_TAG.findall(b",".join(values(asked, b"if-none-match"))))
    return [
        (name, _WEAK + value) if name == b"etag" and value not in known and _WEAK + value in known else (name, value)
        for name, value in headers
    ]


def _weak(header: Header) -> Header | None:
    name, value = header
    if name != b"etag" or value.startswith(_WEAK):
        return header
    return (name, _WEAK + value) if _TAG.fullmatch(value) else None
