"""Secrecy: which keys have values that nobody may see, so that a line of the file can be shown without them.

By name alone, for a file may be too broken to know more. What only looks like such a name (`secrt`, `x-api-token`)
hides a value that is text, and nothing else: it may be somebody's name for a route.
"""

import re
from difflib import get_close_matches
from enum import Enum
from functools import cache

from adapters.config.annotations import is_section
from adapters.config.models_api_keys import ApiKeyModel
from adapters.config.models_document import Document
from adapters.config.section import Section


class Secrecy(Enum):
    OPEN = "shown"
    LIKELY = "hidden where it is text"
    KEYS = "hidden save for the forms that are known"
    WHOLE = "hidden save for `{file: path}`"


WHOLE = frozenset(
    ("secret", "client_secret", "password", "private_key", "token", "hash", "redis", "passphrase", "authorization")
)
HARMLESS = frozenset(("pass", "drop", "discover", ""))  # values: of `token`, of `keys`
INSIDE_WHOLE = frozenset(("file", "audience"))
INSIDE_KEYS = frozenset(("jwks", "jwks_file", "pem_file", "file", *ApiKeyModel.model_fields)) - {"hash", "id"}

_PARTS = re.compile(r"[^a-z0-9]+")
# fmt: off
_LIKELY = frozenset((
    "secret", "secrets", "password", "passwords", "passwd", "passphrase", "pass", "pwd", "pw", "pin", "token", "tokens",
    "key", "keys", "apikey", "auth", "authorization", "credential", "credentials", "cred", "creds", "bearer", "cookie",
    "private", "pem", "jwt", "signature", "salt", "hmac", "hash", "sid", "session",
))
# fmt: on
_REFERENCE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")


@cache
def secrecy_of(key: str) -> Secrecy:
    """Of the value of a key, wherever it stands."""
    if key in WHOLE:
        return Secrecy.WHOLE
    if key == "keys":
        return Secrecy.KEYS
    if key in _known():
        return Secrecy.OPEN
    plain = key.lower()
    is_like = not _LIKELY.isdisjoint(_PARTS.split(plain)) or get_close_matches(plain, WHOLE, n=1, cutoff=0.75)
    return Secrecy.LIKELY if is_like else Secrecy.OPEN


def inside(secrecy: Secrecy, key: str) -> Secrecy:
    """Of the value of a key below something that is secret itself."""
    match secrecy:
        case Secrecy.WHOLE:
            return Secrecy.OPEN if key in INSIDE_WHOLE else Secrecy.WHOLE
        case Secrecy.KEYS:
            return Secrecy.OPEN if key in INSIDE_KEYS else Secrecy.WHOLE
        case _:
            return secrecy_of(key)


def is_harmless(value: str) -> bool:
    """Whether a value may be seen even so: a word of the format, the name of a variable."""
    return value in HARMLESS or bool(_REFERENCE.fullmatch(value))


@cache
def _known() -> frozenset[str]:
    """The format's own keys."""
    found: set[str] = set()
    waiting: list[object] = [Document, ApiKeyModel]
    while waiting:
        section = waiting.pop()
        if is_section(section):
            for name, field in section.model_fields.items():
                found.add(field.alias or name)
                waiting += _sections(field.annotation)
    return frozenset(found)


def _sections(annotation: object) -> list[type[Section]]:
    if is_section(annotation):
        return [annotation]
    return [one for part in getattr(annotation, "__args__", ()) for one in _sections(part)]
