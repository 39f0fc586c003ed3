"""References: `other.yaml#/components/schemas/Order` is a file and a pointer into it (RFC 3986, RFC 6901)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from domain.spec.document import Json, Pointer

_PLAIN = "~!$&'()*+,;=:@-._"  # in a fragment (RFC 3986, 3.5)


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing stands there."""


MISSING = Missing()


def split(reference: str) -> tuple[str, str]:
    """The file, which is empty for the one that it stands in, and the fragment, both without escapes of an address."""
    file, _, fragment = reference.partition("#")
    return unquote(file), unquote(fragment)


def pointer_of(fragment: str) -> Pointer | None:
    """None: that is no pointer, but the name of an anchor."""
    if not fragment:
        return ()
    if not fragment.startswith("/"):
        return None
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in fragment[1:].split("/"))


def written(pointer: Pointer) -> str:
    """As a reference to the document itself."""
    return "#" + "".join(f"/{quote(part.replace('~', '~0').replace('/', '~1'), safe=_PLAIN)}" for part in pointer)


def value_at(value: Json | Mapping[str, Json], pointer: Pointer) -> Any:
    """MISSING where nothing is."""
    found: Any = value
    for part in pointer:
        if isinstance(found, Mapping) and part in found:
            found = found[part]
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return MISSING
    return found


def anchor_at(value: Json | Mapping[str, Json], name: str, at: Pointer = ()) -> Pointer | None:
    """Where a schema says that this is its name."""
    if isinstance(value, Mapping):
        if name in (value.get("$anchor"), value.get("$dynamicAnchor")):
            return at
        inner = [anchor_at(one, name, (*at, key)) for key, one in value.items()]
    elif isinstance(value, list):
        inner = [anchor_at(one, name, (*at, str(number))) for number, one in enumerate(value)]
    else:
        return None
    return next((found for found in inner if found is not None), None)


def members(value: Any) -> dict[str, Json]:
    """None where it is no mapping."""
    return value if isinstance(value, dict) else {}
