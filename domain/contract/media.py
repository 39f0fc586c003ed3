"""Media types: which one a body has, and what is said of it (RFC 9110, 8.3)."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def essence_of(content_type: str) -> tuple[str, dict[str, str]]:
    """In lower case, with its parameters by name."""
    essence, *rest = content_type.split(";")
    halves = (part.partition("=") for part in rest)
    return essence.strip().lower(), {
        name.strip().lower(): value.strip().strip('"') for name, _, value in halves if name.strip()
    }


def chosen(contents: Mapping[str, T], essence: str) -> tuple[str, T] | None:
    """What is said of this type: by its name, by its range, or by `*/*`."""
    for name in (essence, f"{essence.partition('/')[0]}/*", "*/*"):
        if name in contents:
            return name, contents[name]
    return None


def is_json(essence: str) -> bool:
    return essence == "application/json" or essence.endswith("+json")
