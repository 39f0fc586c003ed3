"""Hosts: exactly one `Host` field, read into one normal form: lower case, no port, no final dot.

`Example.com:80` and `example.com.` name the host `example.com`; a policy never sees the difference.
"""

import re
from functools import lru_cache

_NAME = rb"(?!.*\.\.)[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\.?"  # no empty label, at the end neither
_HOST = re.compile(rb"(" + _NAME + rb"|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{0,5}))?")
_LONGEST = 255 + len(":65535")


def split_authority(authority: bytes) -> tuple[str, bytes] | None:
    """The host in its normal form, and the port as written, perhaps empty; None where it is not well-formed."""
    return _split(authority) if len(authority) <= _LONGEST else None


@lru_cache(1024)  # a gateway has few names, and is called by them again and again
def _split(authority: bytes) -> tuple[str, bytes] | None:
    found = _HOST.fullmatch(authority)
    return (found[1].decode("ascii").lower().rstrip("."), found[2] or b"") if found else None


def read_host(said: bytes | None) -> str | None:
    """The host a request is for, by its one `Host` (RFC 9112, 3.2); None where that is missing or not well-formed."""
    found = split_authority(said) if said is not None else None
    return found[0] if found else None
