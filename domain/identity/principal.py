"""Principals: who is calling, and how claims become one.

Nothing is guessed: roles and permissions are read only from the claims that the configuration names. A claim of the
wrong kind refuses the token; silently reading it as "no roles" would turn a `not` policy into a grant.
"""

from dataclasses import dataclass, field

from domain.identity.claims import Claims, claim_at, words_at
from domain.message.reason import TOKEN_CLAIMS, Reason


@dataclass(frozen=True, slots=True)
class Principal:
    subject: str
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()  # stated by the token itself, beside what its roles grant
    claims: Claims = field(default_factory=dict)
    credential: str = ""  # the name of what the caller came by, as the configuration has it
    expires: float | None = None  # of Clock.now, leeway included; None: it does not by itself
    key: str | None = None  # the `kid` that vouched for it


NOBODY = Principal("")  # the caller of a public route: no token of theirs is looked at


@dataclass(frozen=True, slots=True)
class ClaimPaths:
    """Where a token states what. Paths may be dotted; None means that this issuer's tokens do not state it."""

    subject: str = "sub"
    roles: str | None = None
    permissions: str | None = None

    def identify(self, claims: Claims) -> Principal | Reason:
        subject = claim_at(claims, self.subject)
        roles = words_at(claims, self.roles) if self.roles else frozenset[str]()
        permissions = words_at(claims, self.permissions) if self.permissions else frozenset[str]()
        if not isinstance(subject, str) or not subject or roles is None or permissions is None:
            return TOKEN_CLAIMS
        return Principal(subject, roles, permissions, claims)
