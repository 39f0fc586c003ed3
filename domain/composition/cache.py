"""How long a composed answer may be kept: no longer than any of its parts, and by nobody but the caller.

A part that says nothing may be kept, and has to be asked about each time. A part that is missing is not to be kept in
mind: whoever asks again may get it.
"""

import re
from collections.abc import Iterable

_MAX_AGE = re.compile(r'max-age="?([0-9]{1,9})"?')
NOT_KEPT, ASKED_ANEW = b"private, no-store", b"private, no-cache"


def strictest(said: Iterable[bytes], *, is_partial: bool) -> bytes:
    """`said` is the Cache-Control of each answer, empty where it has none."""
    words = [{word.strip() for word in one.decode("latin-1").lower().split(",")} for one in said]
    if is_partial or any("no-store" in one for one in words):
        return NOT_KEPT
    ages = [_age(one) for one in words]
    least = min((age for age in ages if age is not None), default=0)
    return ASKED_ANEW if None in ages or not least else b"private, max-age=%d" % least


def _age(words: set[str]) -> int | None:
    """None: it is to be asked about each time."""
    if any(word.partition("=")[0] == "no-cache" for word in words):
        return None
    found = [match for word in words if (match := _MAX_AGE.fullmatch(word))]
    return int(found[0][1]) if len(found) == 1 else None
