"""Admission: who is let in by one of a pair's routes and not by the other; or that it is certain that nobody is.

Whom a route lets in is whom its policy allows and whose sign-in suffices. So there are two ways to be let in anew: the
old policy denied it, or allowed it and asked for another sign-in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from application.diff.change import Kind, Witness
from application.diff.pairs import Pair
from application.diff.sides import Scopes, side, ways
from application.diff.sign_ins import are_read, sign_ins, steps_of
from application.diff.trial import Trial, shows
from domain.analysis.call import CallOf
from domain.analysis.sample import Sample
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Scope
from domain.permissions.reads import literals

Goal = tuple[bool, bool]  # that the old policy allows, that the new one does

_BOTH: Goal = (True, True)
_GOALS: dict[Kind, Goal] = {
    Kind.OPENED: (False, True), Kind.CLOSED: (True, False), Kind.REFUSED_OTHERWISE: (False, False),
}  # fmt: skip
SAMPLES = 4  # of a pair, that are tried where what a search finds cannot be asked for
STEPS = 3_000  # of a search each of whose calls is decided by both gateways


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a call has to show, who sends it, and to where."""

    trial: Trial
    pair: Pair
    kind: Kind
    way: str
    sample: Sample

    def tried(self, call: CallOf) -> Witness | Missing:
        """NONE: the request is of the pair, and no sign-in makes it show what it should."""
        steps, is_placed = steps_of(self.pair), False
        for signed_in in sign_ins(steps, call.moment):
            witness = self.trial.witness(self.pair, self.way, self.sample, call, signed_in)
            is_placed = is_placed or witness is not None
            if witness is not None and shows(self.kind, witness):
                return witness
        return Missing.NONE if is_placed and steps and not are_read(self.pair) else Missing.UNKNOWN

    def is_met(self, call: CallOf) -> bool:
        return isinstance(self.tried(call), Witness)


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
        found: Witness | Missing = Missing.UNKNOWN
        for sample in pair.samples[:SAMPLES]:
            aim = _Aim(self.trial, pair, kind, way, sample)
            found = _first(self._within(aim, scope, (*old, *new)) for scope in self.scopes.of(pair, way, sample))
            if found is not Missing.UNKNOWN:
                break
        return found

    def _within(self, aim: _Aim, scope: Scope, wanted: tuple[Wanted, ...]) -> Witness | Missing:
        call = self._search(wanted, scope)
        found = call if isinstance(call, Missing) else aim.tried(call)
        if isinstance(call, Missing) or found is not Missing.UNKNOWN:
            return found
        further = search(wanted, scope, aim.is_met, STEPS)
        return further if isinstance(further, Missing) else aim.tried(further)

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
    return (goal, _BOTH) if olds != news and goal != _BOTH else (goal,)


def _first(found: Iterator[Witness | Missing]) -> Witness | Missing:
    is_unknown = False
    for one in found:
        if isinstance(one, Witness):
            return one
        is_unknown = is_unknown or one is Missing.UNKNOWN
    return Missing.UNKNOWN if is_unknown else Missing.NONE
