"""Complaints: what is wrong with a request, for whoever sent it; and the refusal that holds them, bounded."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.message.headers import Header
from domain.message.reason import (
    BODY_INVALID,
    BODY_MALFORMED,
    MEDIA_TYPE_UNSUPPORTED,
    NOT_ACCEPTABLE,
    PARAMETER_INVALID,
    Reason,
)
from domain.message.refusal import Refusal

REASONS = frozenset(
    one.name for one in (PARAMETER_INVALID, NOT_ACCEPTABLE, MEDIA_TYPE_UNSUPPORTED, BODY_MALFORMED, BODY_INVALID)
)
MOST = 20  # are told; of more it is said that there are more


@dataclass(frozen=True, slots=True)
class Complaint:
    where: str  # "query", "body"
    said: str
    pointer: str = ""
    name: str | None = None  # of a parameter

    @property
    def members(self) -> dict[str, object]:
        named = {} if self.name is None else {"name": self.name}
        return {"in": self.where, **named, "pointer": self.pointer, "detail": self.said}

    def __str__(self) -> str:
        return f"{self.where}{f' {self.name}' if self.name else ''}{self.pointer}: {self.said}"


def refused(reason: Reason, complaints: Sequence[Complaint], headers: tuple[Header, ...] = ()) -> Refusal:
    more = {"more_errors": True} if len(complaints) > MOST else {}
    members = {"errors": [one.members for one in complaints[:MOST]], **more}
    return Refusal(reason, "; ".join(map(str, complaints[:3])), headers, members)
