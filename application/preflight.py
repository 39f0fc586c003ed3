"""Preflights: answered by the CORS of the route that the announced request would take, before anybody asks for a token.

A browser sends a preflight without the headers that the request will have; where these choose between routes, the one
that needs none answers.
"""

from application.runtime import Runtime
from domain.message.cors import is_preflight
from domain.message.headers import Header, first
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.plan.plan import Plan, Route


def preflight_terms(runtime: Runtime, request: Request) -> tuple[Header, ...] | None:
    """None where `request` is no preflight, or nobody speaks CORS for it: then it is a request like any other."""
    if not (runtime.has_cors and is_preflight(request)):
        return None
    route = announced_route(runtime.plan, request)
    cors = route.cors if route else runtime.server.cors
    return cors.preflight(request) if cors else None


def announced_route(plan: Plan, preflight: Request) -> Route | None:
    match = plan.table.match(_announced(preflight))
    return None if isinstance(match, Refusal) else match.route


def _announced(request: Request) -> Request:
    method = first(request.headers, b"access-control-request-method") or b""
    return Request(
        id=request.id,
        method=method.decode("latin-1"),
        path=request.path,
        host=request.host,
        headers=request.headers,
        query=request.query,
    )
