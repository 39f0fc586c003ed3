"""Policies: may this principal make this request? Compiled: every role and permission is already a set of role names.

A policy is a value with `decide`, so that it can be compared, printed and analysed. Deciding never raises: what cannot
be evaluated denies. What a policy asks for beside the caller it says ahead, so that nobody gathers it for the others.
"""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Protocol

from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import Asks, Facts
from domain.spec.place import Place


class Policy(Protocol):
    @abstractmethod
    def decide(self, principal: Principal, facts: Facts) -> Decision: ...

    @abstractmethod
    def __str__(self) -> str: ...

    @property
    def asks(self) -> Asks:
        """What `decide` looks at. What is not said here it will not find."""
        return Asks.CALLER


@dataclass(frozen=True, slots=True)
class Placed(Policy):
    """A policy that knows where it was written, for whoever explains it; two that say the same are equal still."""

    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # None: nowhere by itself
    called: str = field(default="", compare=False, repr=False, kw_only=True)  # its name below `permissions.policies`


@dataclass(frozen=True, slots=True)
class Anybody(Placed):
    """What a public route demands, where deny rules stand beside it."""

    @property
    def asks(self) -> Asks:
        return Asks.NOTHING

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        return ALLOW

    def __str__(self) -> str:
        return "public"


@dataclass(frozen=True, slots=True)
class Authenticated(Placed):
    """Having got this far with a principal is all that it takes."""

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        return ALLOW

    def __str__(self) -> str:
        return "any authenticated caller"


@dataclass(frozen=True, slots=True)
class HasRole(Placed):
    role: str
    held_by: frozenset[str]  # the role itself and every role that inherits it

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        if not self.held_by.isdisjoint(principal.roles):
            return ALLOW
        return Denial(reason.ROLE_MISSING, f"role {self.role} is missing")

    def __str__(self) -> str:
        return f"role {self.role}"


@dataclass(frozen=True, slots=True)
class HasPermission(Placed):
    permission: str
    granted_by: frozenset[str]  # role names

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        if not self.granted_by.isdisjoint(principal.roles) or self.permission in principal.permissions:
            return ALLOW
        return Denial(reason.PERMISSION_MISSING, f"permission {self.permission} is missing")

    def __str__(self) -> str:
        return f"permission {self.permission}"


@dataclass(frozen=True, slots=True)
class SubjectIs(Placed):
    parameter: str

    @property
    def asks(self) -> Asks:
        return Asks.CALLER | Asks.REQUEST

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        named = facts.parameters.get(self.parameter)
        if named is None:
            return undecided(reason.SUBJECT_MISMATCH, f"the path has no {{{self.parameter}}}")
        if named == principal.subject:
            return ALLOW
        return Denial(reason.SUBJECT_MISMATCH, f"the subject is not the path's {{{self.parameter}}}")

    def __str__(self) -> str:
        return f"the subject named by {{{self.parameter}}}"


@dataclass(frozen=True, slots=True)
class ClaimEquals(Placed):
    path: str
    value: str | int | bool

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        stated = claim_at(principal.claims, self.path)
        if type(stated) is not type(self.value):  # True is not 1 here
            return undecided(reason.CLAIM_MISMATCH, f"claim {self.path} is missing, or is nothing like {self.value!r}")
        if stated == self.value:
            return ALLOW
        return Denial(reason.CLAIM_MISMATCH, f"claim {self.path} is not {self.value!r}")

    def __str__(self) -> str:
        return f"claim {self.path} = {self.value}"
