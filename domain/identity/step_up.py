"""Step-up: a sign-in that is strong enough and recent enough for what a route does (RFC 9470).

The token is good and its caller may; only the sign-in behind it does not suffice. So this is asked last, and refused
with 401 and what would suffice: that much a client has to be told (RFC 9470, 3). `acr` says how somebody signed in,
`auth_time` when (OpenID Connect Core 1.0, 2); a token that does not say does not suffice.
"""

from dataclasses import dataclass, field

from domain.identity.challenge import step_up_challenge
from domain.identity.claims import Claims
from domain.identity.validity import is_time
from domain.message.reason import STEP_UP
from domain.message.refusal import Refusal
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class StepUp:
    acr: tuple[str, ...] = ()  # any of these will do; none: however they signed in
    max_age: float | None = None  # seconds since they signed in
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def objection(self, claims: Claims, now: float) -> Refusal | None:
        if self.acr and claims.get("acr") not in self.acr:
            return self._refusal("`acr` is not one of the route's")
        if self.max_age is not None and not self._is_recent(claims.get("auth_time"), now):
            return self._refusal("`auth_time` is not there, or too long ago")
        return None

    def _is_recent(self, signed_in: object, now: float) -> bool:
        return self.max_age is not None and is_time(signed_in) and now < signed_in + self.max_age

    def _refusal(self, why: str) -> Refusal:
        return Refusal(STEP_UP, why, (step_up_challenge(STEP_UP, self.acr, self.max_age),))

    def __str__(self) -> str:
        acr = f"acr {' or '.join(self.acr)}" if self.acr else ""
        recent = f"at most {self.max_age:g} s old" if self.max_age is not None else ""
        return "sign-in: " + ", ".join(filter(None, (acr, recent)))
