"""Complaints: what is wrong with a request, for whoever sent it; and the refusal that holds them, bounded."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.message.headers import Header
from domain.message.reason import Reason
from domain.message.refusal import Refusal

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
