"""Base64url as JOSE has it (RFC 7515, 2): no padding, no other characters, no stray bits; one text for one value.

Python's decoders skip characters they do not know and ignore left-over bits, so that one token could be written in
many ways, and a list of revoked ones be walked around.
"""

import re
from base64 import urlsafe_b64decode

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")
_PADDING = ("", None, "==", "=")
_LAST = ("", "", "AQgw", "AEIMQUYcgkosw048")  # by length modulo 4: the characters whose unused bits are zero


def decode(text: str) -> bytes:
    """Raises ValueError, and nothing else."""
    left_over = len(text) % 4
    padding = _PADDING[left_over]
    if padding is None or _ALPHABET.fullmatch(text) is None:
        raise ValueError("not base64url")
    if left_over and text[-1] not in _LAST[left_over]:
        raise ValueError("base64url with stray bits")
    return urlsafe_b64decode(text + padding)
