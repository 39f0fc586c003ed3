"""Accept: which media types a caller takes, and which of those that there are it likes best (RFC 9110, 12.5.1).

The closest range counts. What can't be read is no wish.
"""

import re
from collections.abc import Iterable, Sequence

LONGEST = 1024  # letters that are read for a preference: reading it is work that anybody may ask for
_NAME = r"[!#$%&'*+.^_`|~0-9a-z-]+"
_RANGE = re.compile(rf"{_NAME}/{_NAME}")
_WEIGHT = re.compile(r"(?=[01.])[01]?(?:\.[0-9]*)?")  # RFC 9110, 12.4.2, and `.2`, as some clients have it
_WHOLE = 3  # `*/*` has 1

Wish = tuple[str, float]


def takes(accept: str, offered: Iterable[str]) -> bool:
    """Whether a caller takes one of these. Who has no wish takes anything."""
    wishes = [wish for _, wish in _read(accept) if wish is not None]
    return not wishes or any(_quality(wishes, one) > 0 for one in offered)


def preferred(accept: str, offered: Sequence[str]) -> str:
    """The first of `offered`, unless another is liked better in so many words: where a part can't be read, or it is
    longer than anybody's, no preference is believed."""
    read = [wish for part, wish in _read(accept) if part] if len(accept) <= LONGEST else []
    wishes = [wish for wish in read if wish is not None]
    if len(wishes) < len(read):
        return offered[0]
    return max(offered, key=lambda one: _quality(wishes, one))  # the first of equals


def _read(accept: str) -> Iterable[tuple[str, Wish | None]]:
    return ((part, _wish(part)) for part in map(str.strip, accept.lower().split(",")))


def _wish(part: str) -> Wish | None:
    essence, *parameters = map(str.strip, part.split(";"))
    said = next((value.strip() for name, _, value in _halves(parameters) if name.strip() == "q"), "1")
    if not _RANGE.fullmatch(essence) or not _WEIGHT.fullmatch(said) or said == ".":
        return None
    return essence, min(float(said), 1.0)


def _halves(parameters: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    return (one.partition("=") for one in parameters)


def _quality(wishes: list[Wish], offered: str) -> float:
    """By the most specific range that fits; what is offered may be a range itself."""
    best, quality = 0, 0.0
    for wish, weight in wishes:
        fits = _fits(wish, offered)
        if fits > best:
            best, quality = fits, weight
    return quality


def _fits(wish: str, offered: str) -> int:
    if offered in (wish, "*/*"):
        return _WHOLE
    if offered.endswith("/*") and wish.startswith(offered[:-1]):
        return _WHOLE
    if wish.endswith("/*") and wish != "*/*":
        return 2 if offered.startswith(wish[:-1]) else 0
    return 1 if wish == "*/*" else 0
