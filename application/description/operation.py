"""Operations: what OpenAPI has one of for a method and a path, where we may have several routes.

Routes that differ only in host, headers, query or the names of their parameters are described together, in the order in
which they are tried. Where the upstream's document tells of its operation, that is told, under the public path.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from application.description import uniting
from application.description.access import access, security, sign_in, who_may_call
from application.description.action import what_it_does
from application.description.asking import parameters
from application.description.condition import conditions
from application.description.markdown import code, paragraphs
from application.description.offer import Offer
from application.description.references import Members
from application.description.response import TAKES_BODY, responses
from domain.plan.plan import Plan, Route

ANY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")  # what is written for a route that takes every method
_OF_THE_UPSTREAM = frozenset(("summary", "description", "tags", "requestBody", "responses", "deprecated"))  # told below
BY_ITSELF = "gateway"  # the tag of routes that lead to no upstream
_SENDS_BODY = TAKES_BODY - {"DELETE"}  # a body of DELETE has no meaning (RFC 9110, 9.3.5)
_BODIES: Members = {  # what a tool can offer to send; nobody here knows what the upstream takes
    "application/json": {"example": {}},
    "application/x-www-form-urlencoded": {"schema": {"type": "object"}, "example": {"name": "value"}},
    "*/*": {},
}


def operation(
    method: str, routes: Sequence[Route], plan: Plan, offers: Mapping[str, Offer], *, names: Sequence[str], called: str
) -> dict[str, object]:
    """`routes` share the method and the path, whose parameters have `names`; the first one is tried first."""
    known = [offers[route.name] for route in routes if route.name in offers]
    asked = parameters(routes, offers, names)
    body = _body(method, routes, offers, plan.server.body_limit)
    return {
        **_kept(known),
        **({"deprecated": True} if all(_is_deprecated(route, offers) for route in routes) else {}),
        "operationId": called,
        "summary": " / ".join(_summary(route, offers) for route in routes),
        "description": _description(routes, offers),
        "tags": _unique(tag for route in routes for tag in _tags(route, offers)),
        **({"parameters": asked} if asked else {}),
        **({"requestBody": body} if body else {}),
        "security": security(routes, plan.portal.sign_in),
        "responses": responses(method, routes, offers),
        **access(routes),
    }


def _is_deprecated(route: Route, offers: Mapping[str, Offer]) -> bool:
    """By the route, or by its upstream."""
    return route.deprecated is not None or bool(_known(route, offers).get("deprecated"))


def _kept(known: Sequence[Offer]) -> Members:
    """What else the upstream says of its operation; of several the first counts."""
    found: Members = {}
    for offer in reversed(known):
        found |= {key: one for key, one in offer.value.items() if key not in _OF_THE_UPSTREAM}
    return found


def _summary(route: Route, offers: Mapping[str, Offer]) -> str:
    told = offers[route.name].value.get("summary") if route.name in offers else None
    return str(told or _spoken(route.name))


def _tags(route: Route, offers: Mapping[str, Offer]) -> Sequence[str]:
    told = offers[route.name].value.get("tags") if route.name in offers else None
    return cast("list[str]", told) or route.upstreams or (BY_ITSELF,)


def _description(routes: Sequence[Route], offers: Mapping[str, Offer]) -> str:
    if len(routes) == 1:
        return _told(routes[0], offers)
    head = "Several routes share this method and path. The first that fits takes the request:"
    titled = (
        paragraphs(f"**{place}. {code(route.name)}**", _path(route), _told(route, offers))
        for place, route in enumerate(routes, 1)
    )
    return paragraphs(head, *titled)


def _told(route: Route, offers: Mapping[str, Offer]) -> str:
    theirs = str(offers[route.name].value.get("description") or "") if route.name in offers else ""
    every = "" if route.matcher.methods else "Takes every method; only the common ones are listed here."
    callers = who_may_call(route.door, route.fence), sign_in(route.step_up)
    return paragraphs(route.description, theirs, conditions(route.matcher), every, what_it_does(route), *callers)


def _body(method: str, routes: Sequence[Route], offers: Mapping[str, Offer], limit: int) -> Members:
    """Of routes whose upstream is not known to take anything in particular, any body."""
    forwarding = [route for route in routes if route.upstreams or route.name in offers]
    taken = [offers[route.name].value["requestBody"] for route in forwarding if "requestBody" in _known(route, offers)]
    found = [cast(Members, one) for one in taken]
    is_unknown = any(not _tells_body(route, offers) for route in forwarding)
    if is_unknown and method in _SENDS_BODY:
        found.append(_any_body(limit))
    return uniting.bodies(found, may_be_none=len(found) < len(forwarding)) if found else {}


def _tells_body(route: Route, offers: Mapping[str, Offer]) -> bool:
    return route.name in offers and (offers[route.name].tells_answers or "requestBody" in offers[route.name].value)


def _known(route: Route, offers: Mapping[str, Offer]) -> Members:
    return offers[route.name].value if route.name in offers else {}


def _path(route: Route) -> str:
    return f"Path: {code(route.matcher.pattern.text)}"


def _spoken(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or name


def _any_body(limit: int) -> Members:
    description = f"What the upstream takes, of any type, up to {limit:,} bytes."
    return {"description": description, "content": _BODIES}


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
