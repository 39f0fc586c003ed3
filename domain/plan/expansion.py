"""Expansion: what a file says in short becomes routes as anybody could have written them, before any is compiled.

So whatever asks about routes (tests, explanations, differences, documentation) knows one form of them.
"""

from dataclasses import replace

from domain.plan.landing import home_of
from domain.plan.operation_routes import OperationRoutes
from domain.plan.resources import routes_of
from domain.plan.versions import versioned
from domain.spec.fault import Fault
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec


def expanded(spec: Spec, faults: list[Fault]) -> Spec:
    """Faults: what cannot be expanded. What stands for routes is not in it any more."""
    if any(route.versions for route in spec.routes) or spec.versions:
        spec = replace(spec, routes=versioned(spec, faults))
    home = home_of(spec.portal)
    if not spec.resources and not spec.from_openapi and not home:
        return spec
    made = [route for resource in spec.resources for route in routes_of(resource, faults)]
    operations = OperationRoutes(spec, faults)
    made += [route for section in spec.from_openapi for route in operations.of(section)]
    made += home
    faults += _taken(spec, made)
    portal = replace(spec.portal, home=None) if spec.portal and home else spec.portal
    return replace(spec, routes=(*spec.routes, *made), resources=(), from_openapi=(), portal=portal)


def _taken(spec: Spec, made: list[RouteSpec]) -> list[Fault]:
    """A route that somebody wrote under the name of one that is made."""
    names = {route.name.text for route in made}
    hint = "another name: the one with the point is made"
    return [
        Fault(route.name.at, "route-twice", f"there is a route `{route.name}` already, that is made", hint)
        for route in spec.routes
        if route.name.text in names
    ]
