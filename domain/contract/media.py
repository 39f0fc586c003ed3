"""Media types: which one a body has, and which ones a caller takes (RFC 9110, 8.3 and 12.5.1)."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")
_WHOLE = 3  # `*/*`


def essence_of(content_type: str) -> tuple[str, dict[str, str]]:
    """In lower case, with its parameters by name; one that comes twice has both values, so that neither is taken."""
    essence, *rest = content_type.split(";")
    found: dict[str, str] = {}
    for part in rest:
        name, _, value = part.partition("=")
        key, text = name.strip().lower(), value.strip().strip('"')
        if key:
            found[key] = f"{found[key]},{text}" if key in found else text
    return essence.strip().lower(), found


def chosen(contents: Mapping[str, T], essence: str) -> tuple[str, T] | None:
    """What is said of this type: by its name, by its range, or by `*/*`."""
    for name in (essence, f"{essence.partition('/')[0]}/*", "*/*"):
        if name in contents:
            return name, contents[name]
    return None


def is_json(essence: str) -> bool:
    return essence == "application/json" or essence.endswith("+json")


def takes(accept: str, offered: Iterable[str]) -> bool:
    """Whether a caller takes one of these. What can't be read is no wish: then anything is taken."""
    ranges = [wish for part in accept.split(",") if (wish := _wish(part)) is not None]
    return not ranges or any(_quality(ranges, one) > 0 for one in offered)


def _wish(part: str) -> tuple[str, float] | None:
    essence, parameters = essence_of(part)
    if essence.count("/") != 1:
        return None
    try:
        return essence, float(parameters.get("q", "1"))
    except ValueError:
        return None


def _quality(ranges: list[tuple[str, float]], offered: str) -> float:
    """By the most specific range that fits; what is offered may be a range itself."""
    best, quality = 0, 0.0
    for wish, q in ranges:
        fits = _fits(wish, offered)
        if fits > best:
            best, quality = fits, q
    return quality


def _fits(wish: str, offered: str) -> int:
    if offered in (wish, "*/*"):
        return _WHOLE
    if offered.endswith("/*") and wish.startswith(offered[:-1]):
        return _WHOLE
    if wish.endswith("/*") and wish != "*/*":
        return 2 if offered.startswith(wish[:-1]) else 0
    return 1 if wish == "*/*" else 0
