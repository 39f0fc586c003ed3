"""Access: who may call a route, as a sentence for people and as OpenAPI's security requirements for tools."""

import re
from collections.abc import Iterable, Mapping

from application.description.markdown import code
from domain.identity.issuer import Issuer
from domain.identity.step_up import StepUp
from domain.permissions.policy import Authenticated
from domain.plan.plan import Door, Route

PUBLIC = "Who may call: anybody. The route is public; no token is looked at."

_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_-]")  # OpenAPI 3.1.1, 4.8.7.1, save the dot, which escapes


def who_may_call(door: Door | None) -> str:
    if door is None:
        return PUBLIC
    return f"Who may call: {code(str(door.policy))}, with a bearer token of the issuer {code(door.issuer)}."


def sign_in(step_up: StepUp | None) -> str:
    """Which sign-in it takes, where not any will do."""
    return f"It takes a {code(str(step_up))}." if step_up else ""


def may_be_denied(door: Door | None) -> bool:
    """Whether a caller with a good token can still hear 403."""
    return door is not None and not isinstance(door.policy, Authenticated)


def security(routes: Iterable[Route]) -> list[dict[str, list[str]]]:
    """Alternatives; none at all where every route is public, and `{}` beside the others where one is."""
    issuers = dict.fromkeys(route.door.issuer if route.door else None for route in routes)
    if list(issuers) == [None]:
        return []
    return [{} if issuer is None else {_key(issuer): []} for issuer in issuers]


def bearer_schemes(issuers: Mapping[str, Issuer]) -> dict[str, object]:
    return {_key(name): _scheme(issuer) for name, issuer in issuers.items()}


def _scheme(issuer: Issuer) -> dict[str, str]:
    audience = " or ".join(map(code, sorted(issuer.validity.audience)))
    description = f"A token that {code(issuer.validity.issuer)} signed, for the audience {audience}."
    return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": description}


def _key(issuer: str) -> str:
    return _NOT_IN_A_KEY.sub(lambda found: f".{ord(found[0]):x}.", issuer)
