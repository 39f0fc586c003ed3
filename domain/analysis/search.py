"""Searching: a caller and a call on which policies decide as wanted; or that there is none; or that nobody knows.

Variables are chosen where an outlook is still open, and their values tried one after the other; what can no longer come
out as wanted is left at once. What is found was decided by the policies themselves. What is not found is not there, if
every value was tried; where that takes too long, or a value might be missing, the answer is UNKNOWN and never NONE.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from domain.analysis.call import CallOf, call_of
from domain.analysis.outlook import ALLOWED, REFUSED, Assignment, How, Outlooks, Part
from domain.analysis.parts import Parts
from domain.analysis.values import values_of
from domain.analysis.variable import Names, Scope, Variable
from domain.permissions.decision import ALLOW
from domain.permissions.policy import Policy

MOST_STEPS = 20_000


class Missing(Enum):
    NONE = "none"  # there is no such call
    UNKNOWN = "unknown"  # nobody knows whether there is one


@dataclass(frozen=True, slots=True)
class Wanted:
    """That `policy` allows, or that it does not. `names` are the places of the path parameters that it speaks of."""

    policy: Policy
    allows: bool
    names: Names = ()


Accepts = Callable[[CallOf], bool | None]


def anything(_: CallOf) -> bool:
    return True


def search(
    wanted: tuple[Wanted, ...], scope: Scope, accepts: Accepts = anything, most: int = MOST_STEPS
) -> CallOf | Missing:
    """All of `wanted` at once. `accepts` has the last word on what is found: whether such a call can be made at all.
    None: it cannot, and neither can any other of which the policies are asked the same."""
    parts = Parts(scope)
    ordered = sorted(wanted, key=lambda one: not one.allows)  # what has to hold leaves less open than what has not to
    goals = tuple((parts.of(one.policy, one.names), one.allows) for one in ordered)
    if parts.is_strange:
        return Missing.UNKNOWN
    atoms = [(part.policy, part.names) for part in parts.atoms]
    values = values_of(atoms, parts.variables, scope)
    outlooks = Outlooks(values.of, partial(call_of, scope=scope))
    found = _Search(wanted, goals, outlooks, scope, accepts, most)
    call = next(found.calls(), None)
    if call is not None:
        return call
    return Missing.NONE if values.is_complete and not found.gave_up and not found.refused else Missing.UNKNOWN


@dataclass(slots=True)
class _Search:
    wanted: tuple[Wanted, ...]
    goals: tuple[tuple[Part, bool], ...]
    outlooks: Outlooks
    scope: Scope
    accepts: Accepts
    left: int  # steps
    chosen: Assignment = field(default_factory=dict)
    gave_up: bool = False
    refused: int = 0  # found, and not to be made

    def calls(self) -> Iterator[CallOf]:
        self.left -= 1
        if self.left < 0:
            self.gave_up = True
            return
        seen = [(part, self.outlooks.of(part, self.chosen), allows) for part, allows in self.goals]
        if any(not outlook & (ALLOWED if allows else REFUSED) for _, outlook, allows in seen):
            return
        open_ones = [part for part, outlook, allows in seen if outlook & (REFUSED if allows else ALLOWED)]
        if open_ones:
            yield from self._tried(self._next(open_ones[0]))
        else:
            yield from self._found()

    def _tried(self, variable: Variable) -> Iterator[CallOf]:
        for number in range(len(self.outlooks.values[variable])):
            self.chosen[variable] = number
            yield from self.calls()
            del self.chosen[variable]
            if self.gave_up:
                return

    def _found(self) -> Iterator[CallOf]:
        given = ((variable, self.outlooks.values[variable][number]) for variable, number in self.chosen.items())
        call = call_of(given, self.scope)
        for one in self.wanted:
            assert (one.policy.decide(call.principal, call.facts(one.names)) is ALLOW) is one.allows  # noqa: S101
        is_accepted = self.accepts(call)
        if is_accepted:
            yield call
        elif is_accepted is False:
            self.refused += 1

    def _next(self, part: Part) -> Variable:
        """The first that is open, of the first part that is."""
        if part.how is How.METHOD and part.variables[0] not in self.chosen:
            return part.variables[0]
        if part.how is How.ATOM:
            return next(variable for variable in part.variables if variable not in self.chosen)
        return self._next(next(one for one in part.parts if self._is_open(one)))

    def _is_open(self, part: Part) -> bool:
        outlook = self.outlooks.of(part, self.chosen)
        return bool(outlook & (outlook - 1))
