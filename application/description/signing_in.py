"""Signing in: the flow by which a page gets a token, and what it asks for where an operation needs a permission.

Only scopes that the configuration says the issuer has are asked for: a permission may as well come with a role, and no
issuer would know it.
"""

from collections.abc import Iterable
from itertools import product

from domain.permissions.combination import AllOf, AnyOf, Unless
from domain.permissions.policy import HasPermission, Policy
from domain.plan.plan import Route
from domain.plan.portal import SignIn

_MOST = 8  # ways in which scopes suffice; beyond it none is told, rather than a wall of them
Scopes = frozenset[str]
_NONE: frozenset[Scopes] = frozenset((frozenset(),))


def oauth2(terms: SignIn, description: str) -> dict[str, object]:
    """The authorization code flow, which pages use with PKCE (RFC 7636)."""
    flow = {
        "authorizationUrl": terms.authorize,
        "tokenUrl": terms.token,
        "scopes": dict.fromkeys(terms.scopes, ""),
    }
    return {"type": "oauth2", "flows": {"authorizationCode": flow}, "description": description}


def scopes(route: Route, terms: SignIn) -> list[list[str]]:
    """Each way in which scopes suffice, or none where they play no part."""
    ways = _ways(route.door.policy) if route.door is not None else _NONE
    known = {way & frozenset(terms.scopes) for way in ways}
    least = [way for way in known if not any(other < way for other in known)]
    return sorted(sorted(way) for way in least) if len(least) <= _MOST else [[]]


def _ways(policy: Policy) -> frozenset[Scopes]:
    match policy:
        case HasPermission(permission):
            return frozenset((frozenset((permission,)),))
        case AnyOf(parts):
            return frozenset(way for part in parts for way in _ways(part))
        case AllOf(parts):
            return _together(map(_ways, parts))
        case Unless(inner, _):
            return _ways(inner)
    return _NONE


def _together(several: Iterable[frozenset[Scopes]]) -> frozenset[Scopes]:
    found = _NONE
    for ways in several:
        found = frozenset(one | other for one, other in product(found, ways))
        if len(found) > _MOST:
            return _NONE
    return found
