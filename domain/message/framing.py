"""Framing: does a request announce a body, and how long? (RFC 9112, 6.3) The server has refused contradictions."""

import re
from dataclasses import dataclass

from domain.message.headers import Headers, Named, values

_LENGTH = re.compile(rb"[0-9]{1,18}")  # what every server reads as the same number


@dataclass(slots=True)
class Announced:
    length: int | None  # bytes; None: chunked


def framing_fault(version: str, headers: Headers) -> str | None:
    """Why the end of the body could be read in two ways (RFC 9112, 6.1 and 6.3; 11.2), or None."""
    codings = values(headers, b"transfer-encoding")
    lengths = values(headers, b"content-length")
    if codings and lengths:
        return "Content-Length beside Transfer-Encoding"
    if codings and version == "1.0":
        return "Transfer-Encoding in HTTP/1.0"
    if codings and (len(codings) > 1 or codings[0].lower() != b"chunked"):
        return "a Transfer-Encoding that is not just `chunked`"
    if lengths and (len(lengths) > 1 or not _LENGTH.fullmatch(lengths[0])):
        return "a Content-Length that is not one plain number"
    return None


def announced_body(names: Named) -> Announced | None:
    """None where there is no body. A length of 0 is a body that is known to be empty."""
    if b"transfer-encoding" in names:
        return Announced(None)
    length = names.get(b"content-length")
    return Announced(int(length)) if length is not None and length.isdigit() else None
