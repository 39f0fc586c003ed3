"""How a fault shows what was written: on one line, in back-quotes, not endless, and without a secret beside its key."""

import re

LONGEST = 60  # letters
_ASSIGNED = re.compile(
    r"(?i)(?:secret|passw(?:or)?d|passphrase|private_?key|api_?key|credentials?)\s*[:=]\s*\S|\b(?:bearer|basic)\s+\S"
)

_BESIDE = re.compile(r"(?i)(?:secret|password|private_key|authorization)\s+\S")


def shown(text: str) -> str:
    if has_secret(text):
        return "`***`"
    letters = (letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text[:LONGEST])
    return f"`{''.join(letters)}{'…' if len(text) > LONGEST else ''}`"


def has_secret(text: str, *, is_key: bool = False) -> bool:
    """Whether a secret stands in the text itself, as in `secret=hunter2`; in a key, also after a blank."""
    return bool(_ASSIGNED.search(text)) or (is_key and bool(_BESIDE.search(text)))
