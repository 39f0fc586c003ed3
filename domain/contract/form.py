"""Forms in parts: the name of a part, by its Content-Disposition, where that can be read in one way only (RFC 7578)."""

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r';[ \t]*([A-Za-z]+\*?)=(?:"([^"\\]*)"|([^\s;"\\]+))[ \t]*')
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")


@dataclass(frozen=True, slots=True)
class PartName:
    name: str
    is_file: bool


def part_name(disposition: str) -> PartName | None:
    """None: it is no field of a form, or is written as readers read differently."""
    kind, semicolon, _ = disposition.partition(";")
    if kind.strip(" \t").lower() != "form-data" or not semicolon:
        return None
    rest, found = disposition[len(kind) :], dict[str, str]()
    while rest:
        one = _PARAMETER.match(rest)
        if one is None or one[1].lower() in found:
            return None
        found[one[1].lower()] = one[2] if one[2] is not None else one[3]
        rest = rest[one.end() :]
    if "name" not in found or "name*" in found:
        return None
    return PartName(found["name"], is_file=not found.keys().isdisjoint(("filename", "filename*")))


def is_boundary(text: str) -> bool:
    """RFC 2046, 5.1.1."""
    return _BOUNDARY.fullmatch(text) is not None
