"""Principals: who is calling, and how claims become one.

Nothing is guessed: roles, permissions and the tenant are read only from the claims that the configuration names. A
claim of the wrong kind refuses the token; silently reading it as "no roles" would turn a `not` policy into a grant.
"""

from dataclasses import dataclass, field
from typing import TypeGuard

from domain.identity.claims import Claims, claim_at, words_at_all
from domain.identity.names import Names
from domain.message.reason import TOKEN_CLAIMS, Reason

TENANT = "tenant"  # the claim as which policies read it, wherever the issuer states it


@dataclass(frozen=True, slots=True)
class Principal:
    subject: str
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()  # stated by the token itself, beside what its roles grant
    claims: Claims = field(default_factory=dict)
    credential: str = ""  # the name of what the caller came by, as the configuration has it
    expires: float | None = None  # of Clock.now, leeway included; None: it does not by itself
    key: str | None = None  # the `kid` that vouched for it
    tenant: str | None = None


NOBODY = Principal("")  # the caller of a public route: no token of theirs is looked at


@dataclass(frozen=True, slots=True)
class ClaimPaths:
    """Where a token states what. Paths may be dotted; none means that this issuer's tokens do not state it."""

    subject: str = "sub"
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    tenant: str | None = None
    role_names: Names | None = None  # None: the issuer's are ours
    permission_names: Names | None = None  # the same

    def identify(self, claims: Claims) -> Principal | Reason:
        subject = claim_at(claims, self.subject)
        roles, permissions = words_at_all(claims, self.roles), words_at_all(claims, self.permissions)
        tenant = claim_at(claims, self.tenant) if self.tenant else None
        if not _is_name(subject) or roles is None or permissions is None:
            return TOKEN_CLAIMS
        if tenant is not None and not _is_name(tenant):
            return TOKEN_CLAIMS
        if self.role_names is not None:
            roles = self.role_names.translated(roles)
        if self.permission_names is not None:
            permissions = self.permission_names.translated(permissions)
        return Principal(subject, roles, permissions, self._told(claims, tenant), tenant=tenant)

    def _told(self, claims: Claims, tenant: str | None) -> Claims:
        """The claims with the tenant under its own name, and nothing else there."""
        if self.tenant is None or self.tenant == TENANT:
            return claims
        others = {name: value for name, value in claims.items() if name != TENANT}
        return others if tenant is None else {**others, TENANT: tenant}


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)
