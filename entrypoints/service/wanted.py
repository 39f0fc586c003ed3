"""What a service wants of a caller, in the words of the configuration: a route of it that nobody matches."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from domain.spec.comparison import Equals, Literal
from domain.spec.place import Place, Text
from domain.spec.requirement import AllOf, Authenticated, Claim, Named, Permission, Requirement, Role, Subject
from domain.spec.route import MatchSpec, RespondSpec, RouteSpec


class Words(TypedDict, total=False):
    permission: str
    role: str
    subject: str  # like `{user_id}`, a parameter of the path
    policy: str  # one that the file names
    claims: Mapping[str, str | int | bool]
    credentials: Sequence[str]  # instead of the default ones


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of it; nothing at all is any authenticated caller."""

    permission: str | None = None
    role: str | None = None
    subject: str | None = None
    policy: str | None = None
    claims: Mapping[str, str | int | bool] = field(default_factory=dict)
    credentials: Sequence[str] = ()

    def route(self, number: int, at: Place) -> RouteSpec:
        path = f"/{number}" + (f"/{self.subject}" if self.subject is not None else "")
        return RouteSpec(
            Text(f"requirement-{number}", at),
            MatchSpec(Text(path, at)),
            require=self._requirement(at),
            credentials=tuple(Text(name, at) for name in self.credentials),
            respond=RespondSpec(at, text=json.dumps(None)),
        )

    def _requirement(self, at: Place) -> Requirement:
        parts: list[Requirement] = [Claim(Text(path, at), Equals(Literal(at, v))) for path, v in self.claims.items()]
        if self.permission is not None:
            parts.append(Permission(Text(self.permission, at)))
        if self.role is not None:
            parts.append(Role(Text(self.role, at)))
        if self.subject is not None:
            parts.append(Subject(Text(self.subject, at)))
        if self.policy is not None:
            parts.append(Named(Text(self.policy, at)))
        return AllOf(at, tuple(parts)) if parts else Authenticated(at)
