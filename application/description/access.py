"""Access: who may call a route, as a sentence for people and as OpenAPI's security requirements for tools."""

import re
from collections.abc import Iterable

from application.description.markdown import code
from domain.identity.issuer import Issuer
from domain.permissions.policy import Authenticated
from domain.plan.plan import Door, Plan, Route

PUBLIC = "Who may call: anybody. The route is public; no token is looked at."

_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_-]")  # OpenAPI 3.1.1, 4.8.7.1, save the dot, which escapes


def who_may_call(door: Door | None) -> str:
    if door is None:
        return PUBLIC
    return f"Who may call: {code(str(door.policy))}, with {_words(door.credentials)}."


def _words(credentials: tuple[str, ...]) -> str:
    return f"a credential of {' or '.join(map(code, credentials))}"


def may_be_denied(door: Door | None) -> bool:
    """Whether a caller with a good token can still hear 403."""
    return door is not None and not isinstance(door.policy, Authenticated)


def security(routes: Iterable[Route]) -> list[dict[str, list[str]]]:
    """Alternatives; none at all where every route is public, and `{}` beside the others where one is."""
    accepted = dict.fromkeys(
        name for route in routes for name in (route.door.credentials if route.door is not None else (None,))
    )
    if list(accepted) == [None]:
        return []
    return [{} if name is None else {_key(name): []} for name in accepted]


def schemes(plan: Plan) -> dict[str, object]:
    """OpenAPI's security schemes, one a credential."""
    found: dict[str, object] = {_key(name): _scheme(issuer) for name, issuer in plan.issuers.items()}
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
    audience = " or ".join(map(code, sorted(issuer.validity.audience)))
    description = f"A token that {code(issuer.validity.issuer)} signed, for the audience {audience}."
    return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": description}


def _key(issuer: str) -> str:
    return _NOT_IN_A_KEY.sub(lambda found: f".{ord(found[0]):x}.", issuer)
