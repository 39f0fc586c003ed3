"""Access: who may call a route, as a sentence for people and as OpenAPI's security requirements for tools."""

import re
from collections.abc import Iterable, Iterator, Sequence

from application.description.markdown import code
from application.description.signing_in import oauth2, scopes
from domain.identity.introspection import ANY, Introspection
from domain.identity.issuer import Issuer
from domain.identity.step_up import StepUp
from domain.permissions.policy import Anybody, Authenticated, HasPermission, HasRole, Policy
from domain.permissions.reads import all_parts
from domain.plan.plan import Door, Plan, Route
from domain.plan.portal import SignIn

PUBLIC = "Who may call: anybody. The route is public; no token is looked at."

_BY_PAGE = ".sign-in"  # no issuer's name: a dot stands before the number of a letter there
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_-]")  # OpenAPI 3.1.1, 4.8.7.1, save the dot, which escapes


def who(route: Route) -> str:
    """In a few words."""
    if route.door is None:
        return str(route.fence or Anybody())
    return str(route.door.policy)


def who_may_call(door: Door | None, fence: Policy | None = None) -> str:
    if door is None:
        return f"Who may call: {code(str(fence))}. No token is looked at." if fence else PUBLIC
    return f"Who may call: {code(str(door.policy))}, with {_words(door.credentials)}."


def _words(credentials: tuple[str, ...]) -> str:
    return f"a credential of {' or '.join(map(code, credentials))}"


def sign_in(step_up: StepUp | None) -> str:
    """Which sign-in it takes, where not any will do."""
    return f"It takes a {code(str(step_up))}." if step_up else ""


def may_be_denied(door: Door | None, fence: Policy | None = None) -> bool:
    """Whether a caller with a good token, where one is needed, can still hear 403."""
    return not isinstance(door.policy, Authenticated) if door else fence is not None


def security(routes: Iterable[Route], sign_in: SignIn | None = None) -> list[dict[str, list[str]]]:
    """Alternatives; none at all where every route is public, and `{}` beside the others where one is."""
    found: list[dict[str, list[str]]] = []
    for route in routes:
        for name in route.door.credentials if route.door is not None else (None,):
            found.append({} if name is None else {_key(name): []})
            if sign_in is not None and name == sign_in.issuer:
                found.extend({f"{_key(name)}{_BY_PAGE}": way} for way in scopes(route, sign_in))
    different = [one for number, one in enumerate(found) if one not in found[:number]]
    return [] if different == [{}] else different


def access(routes: Sequence[Route]) -> dict[str, object]:
    """For programs: the roles and permissions of which something is asked; `require` says how they stand together."""
    guarded = [route.door.policy for route in routes if route.door is not None]
    if not guarded:
        return {}
    named = {kind: sorted({one for policy in guarded for one in find(policy)}) for kind, find in _NAMED.items()}
    return {"x-limen-access": {"require": " / ".join(dict.fromkeys(map(str, guarded))), **named}}


def _roles(policy: Policy) -> Iterator[str]:
    if isinstance(policy, HasRole):
        yield policy.role
    for part in all_parts(policy):
        yield from _roles(part)


def _permissions(policy: Policy) -> Iterator[str]:
    if isinstance(policy, HasPermission):
        yield policy.permission
    for part in all_parts(policy):
        yield from _permissions(part)


_NAMED = {"roles": _roles, "permissions": _permissions}


def schemes(plan: Plan, routes: Iterable[Route]) -> dict[str, object]:
    """OpenAPI's security schemes, one a credential that `routes` take: how callers of others are known is not told."""
    taken = {name for route in routes if route.door is not None for name in route.door.credentials}
    if plan.portal.sign_in is not None:
        taken.add(plan.portal.sign_in.issuer)
    known = _schemes(plan)
    return {name: known[name] for name in known if name in {_key(one) for one in taken} or name.endswith(_BY_PAGE)}


def _schemes(plan: Plan) -> dict[str, object]:
    found: dict[str, object] = {_key(name): _scheme(issuer) for name, issuer in plan.issuers.items()}
    if (terms := plan.portal.sign_in) is not None:  # beside the plain scheme, for whoever has a token already
        found[f"{_key(terms.issuer)}{_BY_PAGE}"] = oauth2(terms, _tokens(plan.issuers[terms.issuer]))
    found |= {_key(name): _opaque(one) for name, one in plan.lookups.introspections.items()}
    for name, cookie in plan.cookies.items():
        description = f"A token of the issuer {code(cookie.issuer)}, as browsers bring it."
        found[_key(name)] = {"type": "apiKey", "in": "cookie", "name": cookie.name.decode(), "description": description}
    for name, keys in plan.api_keys.items():
        described = {"name": keys.header.decode(), "description": "An API key of this gateway."}
        found[_key(name)] = {"type": "apiKey", "in": "header", **described}
    for name in plan.certificates:
        description = "A client certificate, which a proxy before this gateway verifies."
        found[_key(name)] = {"type": "mutualTLS", "description": description}
    return found


def _scheme(issuer: Issuer) -> dict[str, str]:
    return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": _tokens(issuer)}


def _tokens(issuer: Issuer) -> str:
    audience = " or ".join(map(code, sorted(issuer.validity.audience)))
    return f"A token that {code(issuer.validity.issuer)} signed, for the audience {audience}."


def _opaque(one: Introspection) -> dict[str, str]:
    issuer = "" if one.validity.issuer == ANY else f" of {code(one.validity.issuer)}"
    audience = " or ".join(map(code, sorted(one.validity.audience - {ANY})))
    description = (
        f"A token{issuer}{f', for the audience {audience},' if audience else ''} that its issuer is asked about."
    )
    return {"type": "http", "scheme": "bearer", "description": description}


def _key(issuer: str) -> str:
    return _NOT_IN_A_KEY.sub(lambda found: f".{ord(found[0]):x}.", issuer)
