"""References: the values that a part's address may name, and where each comes from. Written in braces:

`{order_id}` is a parameter of the route's path, `{query.size}` one of the caller's query, `{query.size:-20}` with what
stands for it where it is missing, `{principal.subject}`, `{principal.tenant}`, `{claim.org.id}` of who calls,
`{orders:/0/id}` a value of another part's answer, `{join.id}` the key of a join, `{join.ids}` all of them with commas,
`{join.ids*}` all of them, each as a parameter of its own.
"""

import re
from dataclasses import dataclass
from enum import Enum

from domain.composition.pointer import Pointer, parse_pointer

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ABOUT_THE_CALLER = ("principal.subject", "principal.tenant")
_KEYS = ("join.id", "join.ids", "join.ids*")


class Origin(Enum):
    PATH = "path"
    QUERY = "query"
    PRINCIPAL = "principal"
    CLAIM = "claim"
    PART = "part"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Reference:
    origin: Origin
    name: str  # of the parameter, the claim, the part; of the principal and a join what follows the dot
    pointer: Pointer = ()  # of a part
    default: str | None = None  # of the query

    def __str__(self) -> str:
        if self.origin is Origin.PART:
            steps = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in self.pointer)
            return f"{{{self.name}:{steps}}}"
        before = "" if self.origin is Origin.PATH else f"{self.origin.value}."
        return f"{{{before}{self.name}}}"


def parse_reference(text: str) -> Reference | None:
    """`text` is what stands between the braces. None: it names nothing."""
    if text in _KEYS:
        return Reference(Origin.JOIN, text.removeprefix("join."))
    if text in _ABOUT_THE_CALLER:
        return Reference(Origin.PRINCIPAL, text.removeprefix("principal."))
    head, dot, rest = text.partition(".")
    if dot and head == "query" and ":/" not in text:
        name, _, default = rest.partition(":-")
        return Reference(Origin.QUERY, name, default=default or None) if name else None
    if dot and head == "claim":
        return Reference(Origin.CLAIM, rest) if rest else None
    name, colon, steps = text.partition(":")
    if colon:
        pointer = parse_pointer(steps) if name else None
        return None if pointer is None else Reference(Origin.PART, name, pointer)
    return Reference(Origin.PATH, text) if _NAME.fullmatch(text) else None
