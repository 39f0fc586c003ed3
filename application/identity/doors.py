"""Doors: the credentials that a plan's routes accept, opened once, and bound to each route in its own order."""

from collections.abc import Mapping, Sequence
from functools import partial

from application.identity.bearers import Bearers
from application.identity.brake import Brake
from application.identity.braked import Braked
from application.identity.cookies import CookieIdentifier
from application.identity.gathering import gathering_for
from application.identity.identifying import FirstPresented, Identifier
from application.identity.revocable import Revocable
from application.identity.revoking import Revoking
from application.identity.sorting import TokenSorter
from application.ports.clock import Clock
from application.ports.token_text import TokenText
from application.runtime import BoundDoor, BoundFence
from domain.identity.cookie import Cookie
from domain.identity.principal import Principal
from domain.identity.step_up import StepUp
from domain.message.refusal import Refusal
from domain.permissions.policy import Policy
from domain.plan.plan import Door


class Doors:
    def __init__(
        self,
        bearers: Bearers,
        cookies: Mapping[str, Cookie],
        others: Mapping[str, Identifier],
        text: TokenText,
        clock: Clock,
        *,
        brake: Brake,
        revoking: Revoking | None = None,
    ) -> None:
        self._bearers = bearers
        by_name = {**bearers.issuers, **bearers.opaque}
        self._others: dict[str, Identifier] = {
            name: CookieIdentifier(cookie, by_name[cookie.issuer]) for name, cookie in cookies.items()
        }
        self._others |= others
        self._text = text
        self._clock = clock
        self._brake = brake
        opaque = bearers.opaque.keys()
        self._guessable = {*opaque, *(name for name, cookie in cookies.items() if cookie.issuer in opaque)}
        self._revoking = revoking
        self._bound: dict[tuple[str, ...], Identifier] = {}

    def bound(self, door: Door, step_up: StepUp | None) -> BoundDoor:
        """Routes that accept the same share what knows their callers."""
        if door.credentials not in self._bound:
            identifier = self._identifier(door.credentials)
            if not self._guessable.isdisjoint(door.credentials):
                identifier = Braked(identifier, self._brake)
            self._bound[door.credentials] = Revocable(identifier, self._revoking) if self._revoking else identifier
        sign_in = partial(_insufficient, step_up, self._clock) if step_up else None
        return BoundDoor(self._bound[door.credentials], door.policy, gathering_for(door.policy, self._clock), sign_in)

    def fence(self, policy: Policy) -> BoundFence:
        return BoundFence(policy, gathering_for(policy, self._clock))

    def _identifier(self, names: Sequence[str]) -> Identifier:
        """All that come as bearer tokens are one kind, in the place of the first of them."""
        bearers = [name for name in names if name in self._bearers.issuers or name in self._bearers.opaque]
        kinds = dict.fromkeys(bearers[0] if name in bearers else name for name in names)
        each = [self._bearer(bearers) if name in bearers else self._others[name] for name in kinds]
        return each[0] if bearers and len(each) == 1 else FirstPresented(each)

    def _bearer(self, names: Sequence[str]) -> Identifier:
        """Whoever can read tokens by itself comes before the one that asks about what nobody else can read."""
        bearers = self._bearers
        issuers = [name for name in names if name in bearers.issuers]
        rest = next((bearers.opaque[name] for name in names if name in bearers.opaque), None)
        if not issuers and rest is not None:
            return rest
        if len(issuers) == 1 and rest is None:
            return bearers.issuers[issuers[0]]
        return TokenSorter({bearers.addresses[name]: bearers.issuers[name] for name in issuers}, rest, self._text)


def _insufficient(step_up: StepUp, clock: Clock, principal: Principal) -> Refusal | None:
    return step_up.objection(principal.claims, clock.now())
