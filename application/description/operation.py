"""Operations: what OpenAPI has one of for a method and a path, where we may have several routes.

Routes that differ only in host, headers, query or the names of their parameters are described together, in the order in
which they are tried.
"""

from collections.abc import Iterable, Sequence

from application.description.access import security, sign_in, who_may_call
from application.description.action import what_it_does
from application.description.condition import condition_parameters, conditions
from application.description.markdown import code, paragraphs
from application.description.response import TAKES_BODY, responses
from domain.plan.plan import Route, Server

ANY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")  # what is written for a route that takes every method
BY_ITSELF = "gateway"  # the tag of routes that lead to no upstream
_SENDS_BODY = TAKES_BODY - {"DELETE"}  # a body of DELETE has no meaning (RFC 9110, 9.3.5)
_BODIES: dict[str, object] = {  # what a tool can offer to send; nobody here knows what the upstream takes
    "application/json": {"example": {}},
    "application/x-www-form-urlencoded": {"schema": {"type": "object"}, "example": {"name": "value"}},
    "*/*": {},
}


def operation(method: str, routes: Sequence[Route], server: Server) -> dict[str, object]:
    """`routes` share the method and the path; the one that is tried first comes first, and gives the id its name."""
    parameters = condition_parameters(routes)
    return {
        "operationId": f"{routes[0].name}.{method.lower()}",
        "summary": " / ".join(_spoken(route.name) for route in routes),
        "description": _description(routes),
        "tags": _unique(name for route in routes for name in route.upstreams or (BY_ITSELF,)),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": _body(server.body_limit)} if _is_read(method, routes) else {}),
        "security": security(routes),
        "responses": responses(method, routes),
    }


def _description(routes: Sequence[Route]) -> str:
    if len(routes) == 1:
        return _told(routes[0])
    head = "Several routes share this method and path. The first that fits takes the request:"
    titled = (
        paragraphs(f"**{place}. {code(route.name)}**", _path(route), _told(route))
        for place, route in enumerate(routes, 1)
    )
    return paragraphs(head, *titled)


def _told(route: Route) -> str:
    every = "" if route.matcher.methods else "Takes every method; only the common ones are listed here."
    callers = who_may_call(route.door, route.fence), sign_in(route.step_up)
    return paragraphs(route.description, conditions(route.matcher), every, what_it_does(route), *callers)


def _is_read(method: str, routes: Sequence[Route]) -> bool:
    return method in _SENDS_BODY and any(route.upstreams for route in routes)


def _path(route: Route) -> str:
    return f"Path: {code(route.matcher.pattern.text)}"


def _spoken(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or name


def _body(limit: int) -> dict[str, object]:
    description = f"What the upstream takes, of any type, up to {limit:,} bytes."
    return {"description": description, "content": _BODIES}


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
