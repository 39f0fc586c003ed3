"""The document: a plan's routes as OpenAPI 3.1, whole and valid by itself."""

from collections.abc import Sequence

from application.description.access import schemes
from application.description.grouping import by_method, by_path
from application.description.markdown import code
from application.description.operation import BY_ITSELF, operation
from application.description.path import path_parameters, template
from application.description.problem import MEDIA_TYPE, problem_schema
from application.description.response import refusal_responses
from domain.plan.plan import Plan, Route, Server

_ABOUT = f"""The routes of this gateway, made from its configuration.

Every refusal of the gateway is {code(MEDIA_TYPE)} (RFC 9457) with a stable {code("reason")} and a {code("request_id")}
that finds the call in its log. Whatever else comes back is the answer of the service behind the route."""

_FIELDS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")  # all that a path item has a field for


def describe(plan: Plan | None, *, title: str = "Limen", version: str = "1") -> dict[str, object]:
    """Without a plan there are no routes yet, but refusals all the same."""
    routes = plan.routes if plan else ()
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": _ABOUT},
        "tags": _tags(routes),
        "paths": _paths(plan) if plan else {},
        "components": {
            "schemas": {"Problem": problem_schema()},
            "responses": refusal_responses(),
            "securitySchemes": schemes(plan) if plan else {},
        },
    }


def _paths(plan: Plan) -> dict[str, object]:
    grouped = by_path(plan.routes).values()
    return {template(routes[0].matcher.pattern): _path_item(routes, plan.server) for routes in grouped}


def _path_item(routes: Sequence[Route], server: Server) -> dict[str, object]:
    parameters = path_parameters([route.matcher.pattern for route in routes])
    methods = by_method(routes)
    # Methods such as PURGE have no field before OpenAPI 3.2, so that a sentence must do.
    unlisted = ", ".join(code(method) for method in methods if method not in _FIELDS)
    return {
        **({"description": f"Also takes {unlisted}."} if unlisted else {}),
        **({"parameters": parameters} if parameters else {}),
        **{method.lower(): operation(method, methods[method], server) for method in methods if method in _FIELDS},
    }


def _tags(routes: Sequence[Route]) -> list[dict[str, str]]:
    upstreams = dict.fromkeys(name for route in routes for name in route.upstreams)
    told = [{"name": name, "description": f"Routes to the upstream {code(name)}."} for name in upstreams]
    if any(route.answer for route in routes):
        told.append({"name": BY_ITSELF, "description": "Routes that the gateway answers by itself."})
    return told
