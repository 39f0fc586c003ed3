"""Faults: one complaint about a spec, with its place, what is wrong and what would be right.

A spec with a fault is never compiled to a plan; all faults are reported together, in the order of the file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from domain.spec.place import Place

# RFC 3986, 3.2.1: up to the last @, as browsers take it; and where that is missing, what is no port.
_USERINFO = re.compile(r"(?<=://)(?:[^/\s`]*(?=@)|[^\s/:`\[]+:(?!\d{1,5}\b|\$\{)[^\s/`]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """No message shows the user and the password of an address, whoever wrote it."""

    at: Place
    code: str  # stable: `key-unknown`, `role-unknown`...
    message: str  # what is wrong
    hint: str = ""  # what would be right

    def __post_init__(self) -> None:
        if "://" in self.message:
            object.__setattr__(self, "message", _USERINFO.sub("***", self.message))

    def __str__(self) -> str:
        return f"{self.at}: {self.message}{f'; {self.hint}' if self.hint else ''} [{self.code}]"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The hint for a name that isn't known: the nearest one that is, else all of them if they are few."""
    names = sorted(known)
    in_other_case = [name for name in names if name.lower() == wrong.lower()]
    close = in_other_case or get_close_matches(wrong, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    listed = ", ".join(f"`{name}`" for name in names[:8])
    return f"known: {listed}{' …' if len(names) > 8 else ''}" if names else "none is declared"  # noqa: PLR2004


def unknown(what: str, wrong: str, at: Place, known: Iterable[str]) -> Fault:
    """The fault of a name that is declared nowhere; `what` is the kind of thing: role, upstream..."""
    message = f"{what} `{wrong}` is declared nowhere{foreign(wrong)}"
    return Fault(at, f"{what}-unknown", message, nearest(wrong, known))


def foreign(name: str) -> str:
    """Which letters of a name are not of ASCII: a Cyrillic one looks like one of ours, and is another. With a comma."""
    strange = dict.fromkeys(letter for letter in name if not letter.isascii())
    told = " and ".join(f"`{letter if letter.isprintable() else '…'}` is U+{ord(letter):04X}" for letter in strange)
    return f", and {told}" if told else ""
