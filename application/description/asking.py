"""Asking: the parameters of an operation: what its upstream takes, and what chooses among routes."""

from collections.abc import Mapping, Sequence
from typing import cast

from application.description import uniting
from application.description.condition import condition_parameters
from application.description.offer import Offer
from application.description.references import Members
from domain.plan.plan import Route


def parameters(routes: Sequence[Route], offers: Mapping[str, Offer], names: Sequence[str]) -> list[Members]:
    """Beside those that stand at the path already, as far as nothing more is known of them."""
    conditions = [cast(Members, one) for one in condition_parameters(routes)]
    known = [offers[route.name] for route in routes if route.name in offers]
    if not known:
        return conditions
    taken = [offers[route.name].parameters if route.name in offers else () for route in routes]
    return [*_of_the_path(routes, offers, names), *_chosen(uniting.parameters(taken), conditions)]


def _chosen(theirs: list[Members], conditions: list[Members]) -> list[Members]:
    """What chooses the route has the value that chooses it, in the words of whoever takes it."""
    asked = {(one["in"], str(one["name"]).lower()): one for one in conditions}
    found = []
    for one in theirs:
        ours = asked.pop((one["in"], str(one["name"]).lower()), None)
        found.append(one if ours is None else _both(one, ours))
    return [*found, *asked.values()]


def _both(theirs: Members, ours: Members) -> Members:
    told = theirs.get("description") or ours["description"]
    if ours["required"]:
        return {**ours, "description": told}
    schema = uniting.schema((ours["schema"], theirs.get("schema", {})))
    return {**theirs, "schema": schema, "description": told}


def _of_the_path(routes: Sequence[Route], offers: Mapping[str, Offer], names: Sequence[str]) -> list[Members]:
    """Under the names that the path has, by their places."""
    if any(route.name not in offers for route in routes):
        return []
    places = [place for _, place in routes[0].matcher.pattern.parameters]
    found = []
    for name, place in zip(names, places, strict=False):
        told = [offers[route.name].path[place] for route in routes if place in offers[route.name].path]
        if len(told) == len(routes):
            (theirs,) = uniting.parameters([({**one, "name": name},) for one in told])
            found.append({**theirs, "required": True})
    return found
