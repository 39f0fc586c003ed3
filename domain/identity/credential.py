"""Credentials: what the caller presents, unverified (RFC 6750, 2.1).

Exactly one `Authorization` field with one bearer token; a second one, or another scheme, is a bad credential and never
skipped over. What is longer than any token may be is not even looked through. Tokens in the query or the body (RFC
6750, 2.2 and 2.3) are not read: they end up in logs.
"""

import re

from domain.message.headers import Headers, values
from domain.message.reason import TOKEN_MALFORMED, TOKEN_MISSING, Reason

LARGEST = 64 * 1024  # characters of a field; an issuer may say less
_BEARER = re.compile(rb"[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]+=*)")


def read_bearer(headers: Headers) -> str | Reason:
    """The token's text, or why there is none."""
    fields = values(headers, b"authorization")
    if not fields:
        return TOKEN_MISSING
    is_one = len(fields) == 1 and len(fields[0]) <= LARGEST
    found = _BEARER.fullmatch(fields[0]) if is_one else None
    return found[1].decode("ascii") if found else TOKEN_MALFORMED
