"""Revocations: which tokens are good no more, though nothing that they say of themselves has changed.

One is of a token by its id (`jti`), of a subject's tokens up to a moment, or of all that a key has signed. Ids,
subjects and key ids are an issuer's own (RFC 7519, 4.1.2 and 4.1.7): a revocation that names an `iss` concerns that
issuer's tokens, one that names none concerns everybody's.

What cannot be told apart from the revoked is taken for it. A token without a usable `iat` may be as old as any. A token
without an id, or of a key without one, is no less suspect, unless `accepts_unnamed`. A credential that states no `iss`
is no token, and has no id by nature: it is revoked by its subject, or by what it does state.
"""

from dataclasses import dataclass, field
from enum import Enum
from math import inf

from domain.identity.claims import Claims
from domain.identity.principal import Principal
from domain.identity.validity import is_time

MOST = 100_000  # of one worker: 12 MiB


class Revoked(Enum):
    """The words are those of the file and of the stream."""

    TOKEN = "jti"  # noqa: S105  a claim's name, no secret
    SUBJECT = "subject"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Revocation:
    """Moments are seconds since the epoch. `until`: from then on it says nothing that an `exp` does not say."""

    what: Revoked
    name: str
    before: float = inf  # of a subject: tokens issued up to this moment, the moment included
    until: float = inf
    iss: str | None = None


@dataclass(slots=True)
class _Scope:
    tokens: dict[str, float] = field(default_factory=dict)  # by name, until when
    subjects: dict[str, tuple[float, float]] = field(default_factory=dict)  # by name, up to and until when
    keys: dict[str, float] = field(default_factory=dict)  # by name, until when

    def add(self, one: Revocation) -> None:
        """Of two for one name the wider one counts."""
        if one.what is Revoked.SUBJECT:
            before, until = self.subjects.get(one.name, (-inf, -inf))
            self.subjects[one.name] = (max(before, one.before), max(until, one.until))
        else:
            names = self.tokens if one.what is Revoked.TOKEN else self.keys
            names[one.name] = max(names.get(one.name, -inf), one.until)

    def drop(self, now: float) -> None:
        self.tokens = {name: until for name, until in self.tokens.items() if until > now}
        self.subjects = {name: moments for name, moments in self.subjects.items() if moments[1] > now}
        self.keys = {name: until for name, until in self.keys.items() if until > now}

    def count(self) -> int:
        return len(self.tokens) + len(self.subjects) + len(self.keys)

    def objection(self, principal: Principal, *, is_named: bool) -> str | None:
        """`is_named`: it must have an id, and so must its key."""
        claims = principal.claims
        return (
            (_hit("jti", claims.get("jti"), self.tokens, is_named=is_named) if self.tokens else None)
            or (_too_old(claims, self.subjects.get(principal.subject)) if self.subjects else None)
            or (_hit("key", principal.key, self.keys, is_named=is_named) if self.keys else None)
        )


class Revocations:
    """All that are in force. Looked at for each request, so it is a few looks into dicts."""

    __slots__ = ("_everybody", "_is_named", "_issuers")

    def __init__(self, *, accepts_unnamed: bool) -> None:
        self._is_named = not accepts_unnamed
        self._everybody = _Scope()
        self._issuers: dict[str, _Scope] = {}

    def add(self, one: Revocation, now: float) -> None:
        if one.until > now:
            scope = self._everybody if one.iss is None else self._issuers.setdefault(one.iss, _Scope())
            scope.add(one)

    def drop(self, now: float) -> None:
        """Forgets those that are past."""
        for scope in self._scopes():
            scope.drop(now)
        self._issuers = {iss: scope for iss, scope in self._issuers.items() if scope.count()}

    def count(self) -> int:
        return sum(scope.count() for scope in self._scopes())

    def objection(self, principal: Principal) -> str | None:
        """Why the principal's credential is good no more, for the log; None where it still is."""
        iss = principal.claims.get("iss")
        if not isinstance(iss, str):
            return self._everybody.objection(principal, is_named=False)
        why = self._everybody.objection(principal, is_named=self._is_named)
        own = self._issuers.get(iss)
        return why or (own.objection(principal, is_named=self._is_named) if own is not None else None)

    def _scopes(self) -> list[_Scope]:
        return [self._everybody, *self._issuers.values()]


def _hit(what: str, name: object, revoked: dict[str, float], *, is_named: bool) -> str | None:
    if isinstance(name, str):
        return f"{what} {name!r:.100} is revoked" if name in revoked else None
    return f"no {what} to tell it from the revoked ones" if is_named or name is not None else None


def _too_old(claims: Claims, moments: tuple[float, float] | None) -> str | None:
    if moments is None:
        return None
    issued, before = claims.get("iat"), moments[0]
    if not is_time(issued):
        return "the subject is revoked, and when the token was issued is not stated"
    return None if issued > before else "the subject is revoked up to a later moment"
