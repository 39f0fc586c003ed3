"""Validity: is this token meant for us, and now? (RFC 7519, 4.1; RFC 8725, 3.8 to 3.10)

The signature is somebody else's question; here are plain values and a plain number for the time. A token without `exp`
is refused: nothing may be valid for ever. A number that a float cannot hold exactly is no time, so that whoever
reckons with an accepted `exp` meets neither an overflow nor a rounding.
"""

from dataclasses import dataclass
from typing import TypeGuard

from domain.identity.claims import Claims
from domain.message.reason import (
    TOKEN_AUDIENCE,
    TOKEN_CLAIMS,
    TOKEN_EXPIRED,
    TOKEN_ISSUER,
    TOKEN_NOT_YET_VALID,
    Reason,
)

_LATEST = 2**53  # seconds


@dataclass(frozen=True, slots=True)
class Validity:
    issuer: str
    audience: frozenset[str]
    leeway: float = 0.0  # seconds

    def objection(self, claims: Claims, now: float) -> Reason | None:
        """Why the claims are not valid at `now` (seconds since the epoch); None where they are."""
        if claims.get("iss") != self.issuer:
            return TOKEN_ISSUER
        if self.audience.isdisjoint(_audience(claims)):
            return TOKEN_AUDIENCE
        return self._objection_of_time(claims, now)

    def begins_at(self, claims: Claims) -> float:
        """From when on claims that are valid are so, by their `nbf` and `iat`."""
        stated = [claims[name] for name in ("nbf", "iat") if name in claims]
        return max((one for one in stated if is_time(one)), default=0.0) - self.leeway

    def ends_at(self, claims: Claims) -> float | None:
        """From when on claims that are valid now are not, by their `exp`."""
        expires = claims.get("exp")
        return expires + self.leeway if is_time(expires) else None

    def _objection_of_time(self, claims: Claims, now: float) -> Reason | None:
        expires, not_before, issued = claims.get("exp"), claims.get("nbf", 0), claims.get("iat", 0)
        if not (is_time(expires) and is_time(not_before) and is_time(issued)):
            return TOKEN_CLAIMS
        if now >= expires + self.leeway:
            return TOKEN_EXPIRED
        return TOKEN_NOT_YET_VALID if max(not_before, issued) > now + self.leeway else None


def _audience(claims: Claims) -> frozenset[str]:
    said = claims.get("aud")
    listed = said if isinstance(said, list) else [said]
    return frozenset(word for word in listed if isinstance(word, str))


def is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LATEST
