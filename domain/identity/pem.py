"""PEM (RFC 7468): which parts a text has, and that all of them may be published.

Public keys and certificates, of which only the key counts. A private key in the file is refused: whoever only verifies
has no business with it, and a file that holds one has been mistaken for another. Knows no key; text only.
"""

import re
from dataclasses import dataclass

MOST_KEYS = 8  # none has a name, so a token is held against each that fits
PUBLIC = frozenset(("PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"))
_PART = re.compile(r"-----BEGIN ([^\n-]+)-----\s(.*?)-----END \1-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PemPart:
    label: str
    text: str  # with its frame


def read_pem(text: str) -> tuple[PemPart, ...] | str:
    """The parts, at least one; or what is wrong, in words that show nothing of the text."""
    if "PRIVATE KEY-----" in text:
        return "there is a private key in it; public keys and certificates belong there"
    parts = tuple(PemPart(found[1], found[0]) for found in _PART.finditer(text))
    if not parts or text.count("-----BEGIN ") != len(parts):
        return "it is not PEM: `-----BEGIN PUBLIC KEY-----` and what follows"
    if len(parts) > MOST_KEYS:
        return f"there are more than {MOST_KEYS} keys in it"
    if any(part.label not in PUBLIC for part in parts):
        return "there is something else in it than public keys and certificates"
    return parts
