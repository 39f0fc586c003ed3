"""Who is calling, as an explanation shows it."""

from dataclasses import dataclass

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Accepted:
    """A credential that the route accepts, in its order."""

    name: str
    kind: str  # issuer, introspection, cookie, api key, certificate
    carried: str  # where it is looked for
    presented: bool | None  # None: the caller is stated
    at: Place | None


@dataclass(frozen=True, slots=True)
class Checked:
    claim: str
    wanted: str
    stated: str | None  # None: nothing is
    holds: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A role of the caller."""

    name: str
    counts_as: tuple[str, ...]  # what it inherits
    grants: tuple[str, ...]
    at: Place | None  # None: it is declared nowhere, and counts for nothing


@dataclass(frozen=True, slots=True)
class Who:
    subject: str
    credential: str
    roles: tuple[Held, ...]
    permissions: tuple[str, ...]  # stated by the credential itself
    tenant: str | None
    expires: str | None


@dataclass(frozen=True, slots=True)
class Caller:
    accepted: tuple[Accepted, ...]
    chosen: str | None
    how: str
    checks: tuple[Checked, ...]  # of the claims, by the issuer's terms
    who: Who | None
    reason: str | None = None  # why nobody is known
    why: str | None = None
