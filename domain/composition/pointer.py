"""JSON Pointers (RFC 6901): one value inside another. `-` and leading zeros name no element that is there."""

import re

Pointer = tuple[str, ...]

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_BAD_ESCAPE = re.compile(r"~(?![01])")


class Missing:
    """What stands at a place where nothing is; None is a value of JSON."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()


def parse_pointer(text: str) -> Pointer | None:
    """None: it is none. The empty text is the whole value."""
    if (text and not text.startswith("/")) or _BAD_ESCAPE.search(text):
        return None
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in text.split("/")[1:])


def value_at(value: object, pointer: Pointer) -> object:
    """MISSING where nothing stands there."""
    for name in pointer:
        if isinstance(value, dict):
            value = value.get(name, MISSING)
        elif isinstance(value, list) and _INDEX.fullmatch(name) and int(name) < len(value):
            value = value[int(name)]
        else:
            return MISSING
    return value
