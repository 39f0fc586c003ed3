"""Sides: whom a route lets in of those who come in one way: as nobody, or by a credential of that name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from application.diff.pairs import Pair
from domain.analysis.callers import scopes_of
from domain.analysis.placing import places_of
from domain.analysis.sample import Sample
from domain.analysis.search import Wanted
from domain.analysis.variable import Names, Scope
from domain.permissions.policy import Authenticated, Policy
from domain.plan.plan import Door, Plan, Route

NOBODY = ""  # the way of who shows no credential


@dataclass(frozen=True, slots=True)
class Side:
    """`policy` decides; None: all are let in, or nobody, as `lets_in` says."""

    lets_in: bool
    policy: Policy | None = None
    names: Names = ()

    def wanted(self, *, allows: bool) -> tuple[Wanted, ...] | None:
        """What has to be so, for all this to be let in or not; None where it never is."""
        if self.policy is None:
            return () if self.lets_in is allows else None
        return (Wanted(self.policy, allows, self.names),)


NEVER, ALWAYS = Side(lets_in=False), Side(lets_in=True)


def side(route: Route | None, way: str) -> Side:
    if route is None:
        return NEVER
    names = places_of(route.matcher.pattern)
    if route.door is None:
        return Side(lets_in=True, policy=route.fence, names=names) if route.fence else ALWAYS
    if way not in route.door.credentials:
        return NEVER
    return Side(lets_in=True, policy=route.door.policy, names=names)


def ways(pair: Pair) -> tuple[str, ...]:
    """As nobody first: whoever can come so, everybody can."""
    doors = [route.door for route in (pair.old, pair.new) if route is not None and route.door is not None]
    return tuple(dict.fromkeys((NOBODY, *(name for door in doors for name in door.credentials))))


@dataclass(frozen=True, slots=True)
class Scopes:
    old: Plan
    new: Plan

    def of(self, pair: Pair, way: str, sample: Sample) -> Iterator[Scope]:
        """Who can come so. Where both plans know the credential and read it differently, as either of them does."""
        found = dict.fromkeys(filter(None, (self._one(plan, pair, way, sample) for plan in (self.old, self.new))))
        yield from found

    def _one(self, plan: Plan, pair: Pair, way: str, sample: Sample) -> Scope | None:
        route = pair.new or pair.old
        assert route is not None  # noqa: S101
        door = Door((way,), Authenticated()) if way else None
        if way and not _knows(plan, way):
            return None
        (scope,) = scopes_of(plan, replace(route, door=door), pair.region, sample)
        methods = tuple(dict.fromkeys(one.method for one in pair.samples))
        places = dict(scope.places)
        for other in filter(None, (pair.old, pair.new)):
            (more,) = scopes_of(plan, replace(other, door=None), pair.region, sample)
            places |= dict(more.places)
        return replace(scope, methods=methods, places=tuple(places.items()))


def _knows(plan: Plan, name: str) -> bool:
    others = (plan.lookups.introspections, plan.cookies, plan.api_keys, plan.certificates)
    return name in plan.issuers or any(name in known for known in others)
