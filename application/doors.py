"""Doors: the credentials that a plan's routes accept, opened once, and bound to each route in its own order."""

from collections.abc import Mapping, Sequence

from application.authentication import Authenticator
from application.cookies import CookieIdentifier
from application.identifying import FirstPresented, Identifier
from application.ports.token_text import TokenText
from application.runtime import BoundDoor
from application.sorting import TokenSorter
from domain.identity.cookie import Cookie
from domain.plan.plan import Door


class Doors:
    def __init__(
        self,
        issuers: Mapping[str, Authenticator],
        cookies: Mapping[str, Cookie],
        others: Mapping[str, Identifier],
        text: TokenText,
    ) -> None:
        self._issuers = issuers
        self._others: dict[str, Identifier] = {
            name: CookieIdentifier(cookie, issuers[cookie.issuer]) for name, cookie in cookies.items()
        }
        self._others |= others
        self._text = text
        self._bound: dict[tuple[str, ...], Identifier] = {}

    def bound(self, door: Door) -> BoundDoor:
        """Routes that accept the same share what knows their callers."""
        if door.credentials not in self._bound:
            self._bound[door.credentials] = self._identifier(door.credentials)
        return BoundDoor(self._bound[door.credentials], door.policy)

    def _identifier(self, names: Sequence[str]) -> Identifier:
        """All that come as bearer tokens are one kind, in the place of the first of them."""
        bearers = [name for name in names if name in self._issuers]
        kinds = dict.fromkeys(bearers[0] if name in bearers else name for name in names)
        each = [self._bearer(bearers) if name in bearers else self._others[name] for name in kinds]
        return each[0] if bearers and len(each) == 1 else FirstPresented(each)

    def _bearer(self, names: Sequence[str]) -> Identifier:
        issuers = [self._issuers[name] for name in names]
        if len(issuers) == 1:
            return issuers[0]
        return TokenSorter({one.issuer.validity.issuer: one for one in issuers}, None, self._text)
