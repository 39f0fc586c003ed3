"""API keys: `limen_ID_SECRET`, found by the id, judged by the SHA-256 of the whole text, which is all that is stored.

A secret has at least 128 random bits, so nobody can go through them, and a hash that is slow on purpose would only slow
the gateway (docs/decisions/0080). An id that is unknown costs as much as one that is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest

from domain.identity.principal import Principal
from domain.spec.place import Place

_ID = r"[a-z0-9]{4,32}"
_KEY = re.compile(rf"limen_({_ID})_[A-Za-z0-9]{{26,128}}".encode())  # 26 letters of base32 have 130 bits
_NOBODYS = bytes(32)  # the hash of no text that anybody knows


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: str
    hash: bytes = field(repr=False)  # SHA-256 of the key's text
    principal: Principal  # its `expires` is the key's


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """Those of one name in the configuration."""

    name: str
    header: bytes  # lower case
    keys: Mapping[str, ApiKey]  # by their ids
    file: str | None = None  # where they are read anew; None: they stand in the configuration
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written


def is_key_id(text: str) -> bool:
    return re.fullmatch(_ID, text) is not None


def id_of(presented: bytes) -> str | None:
    """The id of what has the form of a key."""
    found = _KEY.fullmatch(presented)
    return found[1].decode("ascii") if found else None


def is_text_of(presented: bytes, key: ApiKey | None) -> bool:
    """Takes the same time whatever is presented, and where there is no key."""
    is_right = compare_digest(sha256(presented).digest(), key.hash if key else _NOBODYS)
    return is_right and key is not None
