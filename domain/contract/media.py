"""Media types: which one a body has, and what is said of it (RFC 9110, 8.3)."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


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
