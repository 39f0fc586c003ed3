"""Permissions: atomic rights, and what covers what.

A permission is `resource:action`. `*` stands for every action of a resource, or for everything, and for nothing in
between: no globs, so that two permissions can be compared and a whole table can be analysed (docs/decisions/0005).
Knows no roles and no principals.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z0-9_.\-/]+")


@dataclass(frozen=True, slots=True, order=True)
class Permission:
    resource: str
    action: str

    def covers(self, wanted: "Permission") -> bool:
        return self.resource in (wanted.resource, "*") and self.action in (wanted.action, "*")

    def covering(self) -> "tuple[Permission, ...]":
        """All that cover this one."""
        return self, Permission(self.resource, "*"), Permission("*", self.action), Permission("*", "*")

    def __str__(self) -> str:
        return f"{self.resource}:{self.action}" if self.resource != "*" else "*"


def parse(text: str) -> Permission | None:
    """`resource:action`, `resource:*` or `*`; None for anything else."""
    if text == "*":
        return Permission("*", "*")
    resource, colon, action = text.rpartition(":")
    well_formed = colon and _is_name(resource) and (action == "*" or _WORD.fullmatch(action))
    return Permission(resource, action) if well_formed else None


def _is_name(resource: str) -> bool:
    return all(_WORD.fullmatch(part) for part in resource.split(":"))
