"""Names: of a component that comes from another file, and of a route that is made from an operation."""

import re
from collections.abc import Collection

_NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")


def free_name(spot: tuple[str, tuple[str, ...]], taken: set[str]) -> str:
    """After where it stands: the last step, or the file; with a number where that is another's. It is taken then."""
    file, pointer = spot
    wanted = _NO_NAME.sub("-", pointer[-1] if pointer else _stem(file)).strip("-") or "other"
    return take(wanted, taken)


def take(wanted: str, taken: set[str]) -> str:
    name = wanted if wanted not in taken else _numbered(wanted, taken)
    taken.add(name)
    return name


def kebab(text: str) -> str:
    """`placeOrder` and `place_order` are `place-order`."""
    return "-".join(part for part in _HUMPS.split(text) if part).lower()


def _numbered(wanted: str, taken: Collection[str]) -> str:
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]
