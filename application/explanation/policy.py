"""What a route asks of its callers, as an explanation shows it."""

from dataclasses import dataclass

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Node:
    """A policy, or a part of one, with its own outcome."""

    says: str
    kind: str  # deny: whoever satisfies it is refused; require
    outcome: str  # allows, denies, undecided
    why: str | None
    reason: str | None
    called: str | None  # its name below permissions.policies
    deciding: bool  # it settled the whole
    at: Place | None
    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    says: str
    holds: bool | None  # None: nobody asked
    why: str | None
    at: Place | None
