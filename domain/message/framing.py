"""Framing: does a request announce a body, and how long? (RFC 9112, 6.3) The server has refused contradictions."""

from dataclasses import dataclass

from domain.message.headers import Headers, first


@dataclass(frozen=True, slots=True)
class Announced:
    length: int | None  # bytes; None: chunked


def announced_body(headers: Headers) -> Announced | None:
    """None where there is no body. A length of 0 is a body that is known to be empty."""
    if first(headers, b"transfer-encoding") is not None:
        return Announced(None)
    length = first(headers, b"content-length")
    return Announced(int(length)) if length is not None and length.isdigit() else None
