"""Validity: is this token meant for us, and now? (RFC 7519, 4.1; RFC 8725, 3.8 to 3.10)

The signature is somebody else's question; here are plain values and a plain number for the time. A token without `exp`
is refused: nothing may be valid for ever. A number that a float cannot hold exactly is no time, so that whoever
reckons with an accepted `exp` meets neither an overflow nor a rounding.
"""

from dataclasses import dataclass
from typing import TypeGuard

from domain.identity.claims import Claims, claim_at
from domain.identity.demands import Demands
from domain.message.reason import (
    TOKEN_AUDIENCE,
    TOKEN_CLAIMS,
    TOKEN_EXPIRED,
    TOKEN_ISSUER,
    TOKEN_NOT_YET_VALID,
    TOKEN_TOO_OLD,
    Reason,
)

_LATEST = 2**53  # seconds


@dataclass(frozen=True, slots=True)
class Validity:
    issuer: str
    audience: frozenset[str]
    leeway: float = 0.0  # seconds
    audience_claim: str = "aud"  # where the audience stands; `aud` is asked as well where it is there
    max_age: float | None = None  # seconds since `iat`, which is needed then
    demands: Demands | None = None

    def objection(self, claims: Claims, now: float) -> Reason | None:
        """Why the claims are not valid at `now` (seconds since the epoch); None where they are."""
        if claims.get("iss") != self.issuer:
            return TOKEN_ISSUER
        if not self._is_for_us(claims):
            return TOKEN_AUDIENCE
        objection = self._objection_of_time(claims, now)
        return objection if objection or self.demands is None else self.demands.objection(claims)

    def begins_at(self, claims: Claims) -> float:
        """From when on claims that are valid are so, by their `nbf` and `iat`."""
        stated = [claims[name] for name in ("nbf", "iat") if name in claims]
        return max((one for one in stated if is_time(one)), default=0.0) - self.leeway

    def ends_at(self, claims: Claims) -> float | None:
        """From when on claims that are valid now are not, by their `exp` and their age."""
        expires, issued = claims.get("exp"), claims.get("iat")
        if not is_time(expires):
            return None
        if self.max_age is not None and is_time(issued):
            expires = min(expires, issued + self.max_age)
        return expires + self.leeway

    def _is_for_us(self, claims: Claims) -> bool:
        named = {self.audience_claim, "aud"} if "aud" in claims else {self.audience_claim}
        return all(not self.audience.isdisjoint(audiences_in(claim_at(claims, name))) for name in named)

    def _objection_of_time(self, claims: Claims, now: float) -> Reason | None:
        expires, not_before, issued = claims.get("exp"), claims.get("nbf", 0), claims.get("iat", 0)
        if not (is_time(expires) and is_time(not_before) and is_time(issued)):
            return TOKEN_CLAIMS
        if now >= expires + self.leeway:
            return TOKEN_EXPIRED
        if max(not_before, issued) > now + self.leeway:
            return TOKEN_NOT_YET_VALID
        return self._objection_of_age(claims, issued, now)

    def _objection_of_age(self, claims: Claims, issued: float, now: float) -> Reason | None:
        if self.max_age is None:
            return None
        if "iat" not in claims:
            return TOKEN_CLAIMS
        return TOKEN_TOO_OLD if now >= issued + self.max_age + self.leeway else None


def audiences_in(said: object) -> frozenset[str]:
    listed = said if isinstance(said, list) else [said]
    return frozenset(word for word in listed if isinstance(word, str))


def is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LATEST
