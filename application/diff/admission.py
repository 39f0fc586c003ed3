"""Admission: who is let in by one of a pair's routes and not by the other; or that it is certain that nobody is.

Whom a route lets in is whom its policy allows and whose sign-in suffices. So there are two ways to be let in anew: the
old policy denied it, or allowed it and asked for another sign-in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from application.diff.change import Kind, Witness
from application.diff.endings import moment_of, shown_by_ending
from application.diff.pairs import Pair
from application.diff.sides import Scopes, side, ways
from application.diff.sign_ins import are_read, sign_ins, steps_of
from application.diff.trial import Trial, shows
from domain.analysis.call import CallOf
from domain.analysis.callers import policy_of
from domain.analysis.sample import Sample
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Scope
from domain.permissions.reads import has_patterns, literals

Goal = tuple[bool, bool]  # that the old policy allows, that the new one does

_BOTH: Goal = (True, True)
_GOALS: dict[Kind, Goal] = {
    Kind.OPENED: (False, True), Kind.CLOSED: (True, False), Kind.REFUSED_OTHERWISE: (False, False),
}  # fmt: skip
STEPS = 3_000  # of a search each of whose calls is decided by both gateways


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a call has to show, who sends it, and to where."""

    trial: Trial
    pair: Pair
    kind: Kind
    way: str

    def tried(self, call: CallOf) -> Witness | Missing | None:
        """NONE: no sign-in makes a request of the pair show what it should. None: no such request is of the pair."""
        is_made = True
        for request in self.trial.taken(self.pair, call):
            if request is not None:
                return self._signed_in(request, call)
            is_made = False
        is_open = self.trial.is_muddled or _are_patterned(self.pair) or _takes_rest(call)
        return None if is_made and not is_open else Missing.UNKNOWN

    def accepts(self, call: CallOf) -> bool | None:
        found = self.tried(call)
        return None if found is None else isinstance(found, Witness)

    def _signed_in(self, request: Sample, call: CallOf) -> Witness | Missing:
        steps = steps_of(self.pair)
        for signed_in in sign_ins(steps, call.moment):
            witness = self.trial.witness(self.way, request, call, signed_in)
            if shows(self.kind, witness):
                return witness
        return Missing.NONE if steps and not are_read(self.pair) else Missing.UNKNOWN


@dataclass(frozen=True, slots=True)
class Admissions:
    trial: Trial
    scopes: Scopes
    _searched: dict[object, CallOf | Missing] = field(default_factory=dict)

    def found(self, pair: Pair, kind: Kind) -> Witness | Missing:
        """A call that shows `kind` on a request of the pair; for kinds that are about neither, one that both let in."""
        return _first(self._by(pair, kind, goal, way) for way in ways(pair) for goal in _goals(pair, kind))

    def _by(self, pair: Pair, kind: Kind, goal: Goal, way: str) -> Witness | Missing:
        old, new = side(pair.old, way).wanted(allows=goal[0]), side(pair.new, way).wanted(allows=goal[1])
        if old is None or new is None:
            return Missing.NONE
        aim, moment = _Aim(self.trial, pair, kind, way), moment_of(pair, kind)
        scopes = self.scopes.of(pair, way, pair.samples[0])
        if moment is not None:
            scopes = (replace(scope, moment=moment) for scope in scopes)
        return _first(self._within(aim, scope, (*old, *new)) for scope in scopes)

    def _within(self, aim: _Aim, scope: Scope, wanted: tuple[Wanted, ...]) -> Witness | Missing:
        call = self._search(wanted, scope)
        found = call if isinstance(call, Missing) else aim.tried(call)
        if isinstance(call, Missing) or isinstance(found, Witness) or found is Missing.NONE:
            return found if found is not None else Missing.UNKNOWN
        further = search(wanted, scope, aim.accepts, STEPS)
        found = further if isinstance(further, Missing) else aim.tried(further)
        return Missing.UNKNOWN if found is None else found

    def _search(self, wanted: tuple[Wanted, ...], scope: Scope) -> CallOf | Missing:
        """Many routes have the same policies; each is searched once."""
        try:
            key = (wanted, scope, tuple(literals(one.policy) for one in wanted))
            if key not in self._searched:
                self._searched[key] = search(wanted, scope)
            return self._searched[key]
        except TypeError:  # a policy by methods has no hash
            return search(wanted, scope)


def _goals(pair: Pair, kind: Kind) -> tuple[Goal, ...]:
    goal = _GOALS.get(kind, _BOTH)
    olds, news = (route.step_up if route else None for route in (pair.old, pair.new))
    return (goal, _BOTH) if goal != _BOTH and (olds != news or kind is shown_by_ending(pair)) else (goal,)


def _first(found: Iterator[Witness | Missing]) -> Witness | Missing:
    is_unknown = False
    for one in found:
        if isinstance(one, Witness):
            return one
        is_unknown = is_unknown or one is Missing.UNKNOWN
    return Missing.UNKNOWN if is_unknown else Missing.NONE


def _takes_rest(call: CallOf) -> bool:
    """Whether a policy asks about a rest of the path: of its texts, longer ones may be the pair's."""
    return any(place.endswith("*") for place, _ in call.places)


def _are_patterned(pair: Pair) -> bool:
    """Whether a policy compares with patterns: of what one matches, some may be the pair's where some are not."""
    policies = [policy_of(route) for route in (pair.old, pair.new) if route is not None]
    return any(policy is not None and has_patterns(policy) for policy in policies)
