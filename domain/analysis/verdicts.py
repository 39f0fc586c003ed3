"""Verdicts: what can be said of a route's policy for every caller and every call, with its answers remembered.

Policies are values, and many routes have the same: what was found for one is tried with the next, and what is not there
for one is not there for the next either.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.analysis.call import CallOf
from domain.analysis.callers import scopes_of
from domain.analysis.placing import places_of
from domain.analysis.search import Missing, Wanted, anything, search
from domain.analysis.survey import Survey, Way
from domain.analysis.variable import Scope
from domain.permissions.policy import Policy
from domain.plan.plan import Route

Answer = CallOf | Missing
MOST_STEPS = 5_000  # of one search: there are several a route


class Verdicts:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._known: dict[tuple[tuple[Wanted, ...], Scope], Answer] = {}

    def call(self, route: Route, *wanted: tuple[Policy, bool], way: Way | None = None) -> Answer:
        """A call that the route takes, by whoever can come to it, on which all policies decide as wanted."""
        way = way or self.survey.way_to(route)
        if way is None:
            return Missing.NONE
        names = places_of(route.matcher.pattern)
        return self.found(route, tuple(Wanted(policy, allows, names) for policy, allows in wanted), way)

    def found(self, route: Route, wanted: tuple[Wanted, ...], way: Way) -> Answer:
        missing = Missing.NONE
        for scope in self._scopes(route, way):
            answer = self._in_scope(route, wanted, scope, way)
            if isinstance(answer, CallOf):
                return answer
            if answer is Missing.UNKNOWN:
                missing = answer
        return missing

    def who_may_more(self, one: Route, other: Route) -> CallOf | None:
        """Somebody who may call `one` and not `other`, which both ask who is calling; None: not that anybody knew."""
        way = self.survey.way_to(one)
        if one.door is None or other.door is None or way is None:
            return None
        mine = Wanted(one.door.policy, allows=True, names=places_of(one.matcher.pattern))
        theirs = Wanted(other.door.policy, allows=False, names=places_of(other.matcher.pattern))
        answer = self.found(one, (mine, theirs), way)
        return answer if isinstance(answer, CallOf) else None

    def _scopes(self, route: Route, way: Way) -> Iterator[Scope]:
        """Where nobody at all states roles, that is said once (roles-unstated), and not of each route."""
        scopes = list(scopes_of(self.survey.plan, route, way.region, way.sample))
        if not any(scope.is_anybody or scope.roles != frozenset() or scope.states_permissions for scope in scopes):
            scopes = [replace(scope, roles=None, states_permissions=True) for scope in scopes]
        yield from scopes

    def _in_scope(self, route: Route, wanted: tuple[Wanted, ...], scope: Scope, way: Way) -> Answer:
        key = (wanted, scope)
        if key not in self._known:
            self._known[key] = search(wanted, scope, anything, MOST_STEPS)
        answer = self._known[key]
        if not isinstance(answer, CallOf) or self.survey.takes(route, way.sample, answer):
            return answer
        return search(wanted, scope, lambda call: self.survey.takes(route, way.sample, call), MOST_STEPS)
