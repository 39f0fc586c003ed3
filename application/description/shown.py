"""Shown: the operations of one view of a plan, by path and method. What is not shown leaves no trace in the others."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from application.description.grouping import by_method, by_path
from application.description.linking import linked
from application.description.markdown import code
from application.description.operation import operation
from application.description.path import names, path_parameters, template
from application.description.prepared import Prepared
from domain.plan.plan import Route

Shows = Callable[[Route, str], bool]  # a route, for a method
Methods = Mapping[str, list[Route]]

_FIELDS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")  # all that a path item has a field for


class Shown:
    def __init__(self, known: Prepared, shows: Shows) -> None:
        self._known = known
        self._groups = [methods for group in by_path(known.plan.routes).values() if (methods := _kept(group, shows))]
        self.routes = _in_order(route for methods in self._groups for routes in methods.values() for route in routes)
        self._offers = linked(
            {route.name: known.offers[route.name] for route in self.routes if route.name in known.offers},
            {route.name: self._named(route, routes[0]) for routes, _ in self._named_groups() for route in routes},
            {
                (route.name, method): known.name(method, routes)
                for methods in self._groups
                for method, routes in methods.items()
                for route in routes
            },
        )
        self.offers = [known.offers[name] for name in self._offers]
        self.tags: list[str] = []

    def paths(self) -> dict[str, object]:
        return {
            template(routes[0].matcher.pattern): self._path_item(routes, methods)
            for routes, methods in self._named_groups()
        }

    def _named_groups(self) -> list[tuple[list[Route], Methods]]:
        """Of each path the routes in the order of the file: the first one names its parameters."""
        return [(_in_order(one for each in methods.values() for one in each), methods) for methods in self._groups]

    def _named(self, route: Route, naming: Route) -> Mapping[int, str]:
        places = (place for _, place in route.matcher.pattern.parameters)
        return dict(zip(places, names(naming.matcher.pattern), strict=False))

    def _path_item(self, routes: Sequence[Route], methods: Methods) -> dict[str, object]:
        parameters = path_parameters([route.matcher.pattern for route in routes])
        # Methods such as PURGE have no field before OpenAPI 3.2, so that a sentence must do.
        unlisted = ", ".join(code(method) for method in methods if method not in _FIELDS)
        operations = {
            method.lower(): self._operation(method, methods[method], routes[0])
            for method in methods
            if method in _FIELDS
        }
        return {
            **({"description": f"Also takes {unlisted}."} if unlisted else {}),
            **({"parameters": parameters} if parameters else {}),
            **operations,
        }

    def _operation(self, method: str, routes: list[Route], naming: Route) -> dict[str, object]:
        named = names(naming.matcher.pattern)
        found = operation(
            method, routes, self._known.plan, self._offers, names=named, called=self._known.name(method, routes)
        )
        self.tags.extend(cast("list[str]", found["tags"]))
        return found


def _kept(group: Sequence[Route], shows: Shows) -> Methods:
    """A route that is not shown still takes what it takes from those behind it."""
    methods = by_method(group).items()
    return {method: kept for method, routes in methods if (kept := [one for one in routes if shows(one, method)])}


def _in_order(routes: object) -> list[Route]:
    found = {route.number: route for route in cast("Sequence[Route]", routes)}
    return [found[number] for number in sorted(found)]
