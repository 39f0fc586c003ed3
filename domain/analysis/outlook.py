"""Outlooks: what a policy may still decide while only some of what it asks about is known.

A set of the three outcomes. A part that is known in full is asked by its own `decide`; of the others every outcome is
possible, and Kleene's tables say what follows. So an outlook is never narrower than what can come.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from domain.analysis.call import CallOf
from domain.analysis.variable import Names, Variable
from domain.permissions.decision import ALLOW, Decision
from domain.permissions.policy import Policy

ALLOWED, DENIED, UNDECIDED = 1, 2, 4
REFUSED = DENIED | UNDECIDED
ANY = ALLOWED | REFUSED
Assignment = dict[Variable, int]  # the number of the chosen value
Calling = Callable[[tuple[tuple[Variable, object], ...]], CallOf]


class How(Enum):
    ATOM = auto()
    ANY_OF = auto()
    ALL_OF = auto()
    NOT = auto()
    UNLESS = auto()  # the denied ones, and last the policy itself
    METHOD = auto()


@dataclass(eq=False, slots=True)
class Part:
    how: How
    policy: Policy
    names: Names
    parts: tuple["Part", ...] = ()
    variables: tuple[Variable, ...] = ()
    holding: tuple[Variable, ...] = ()  # of roles and permissions: one of them suffices
    levels: Mapping[str, int] = field(default_factory=dict)  # of methods, to the numbers of parts
    known: dict[tuple[int | None, ...], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlooks:
    values: Mapping[Variable, tuple[object, ...]]
    calling: Calling

    def of(self, part: Part, chosen: Assignment) -> int:
        match part.how:
            case How.ATOM:
                return self._of_atom(part, chosen)
            case How.METHOD:
                return self._of_level(part, chosen)
        below = [self.of(one, chosen) for one in part.parts]
        match part.how:
            case How.ANY_OF:
                return _any(below)
            case How.ALL_OF:
                return _turned(_any(map(_turned, below)))
            case How.NOT:
                return _turned(below[0])
        return _unless(_any(below[:-1]), below[-1])

    def _of_atom(self, part: Part, chosen: Assignment) -> int:
        key = tuple(chosen.get(variable) for variable in part.variables)
        if None in key and not any(self._is_held(one, chosen) for one in part.holding):
            return ANY if not part.holding else ALLOWED | DENIED
        if key not in part.known:
            part.known[key] = self._asked(part, chosen)
        return part.known[key]

    def _asked(self, part: Part, chosen: Assignment) -> int:
        given = tuple((one, self.values[one][chosen[one]]) for one in part.variables if one in chosen)
        call = self.calling(given)
        return outcome(part.policy.decide(call.principal, call.facts(part.names)))

    def _is_held(self, variable: Variable, chosen: Assignment) -> bool:
        return variable in chosen and self.values[variable][chosen[variable]] is True

    def _of_level(self, part: Part, chosen: Assignment) -> int:
        (variable,) = part.variables
        if variable in chosen:
            return self._at(part, str(self.values[variable][chosen[variable]]), chosen)
        found = 0
        for method in self.values[variable]:
            found |= self._at(part, str(method), chosen)
        return found

    def _at(self, part: Part, method: str, chosen: Assignment) -> int:
        return self.of(part.parts[part.levels[method]], chosen) if method in part.levels else UNDECIDED


def outcome(decision: Decision) -> int:
    if decision is ALLOW:
        return ALLOWED
    return UNDECIDED if decision.is_undecided else DENIED


def _any(below: Iterable[int]) -> int:
    """ALLOW if one allows; else undecided if one is; else a denial."""
    found = DENIED
    for one in below:
        found = _either(found, one)
    return found


_RANK = (DENIED, UNDECIDED, ALLOWED)
_EITHER = {
    (one, other): sum(
        {_RANK[max(_RANK.index(a), _RANK.index(b))] for a in _RANK if a & one for b in _RANK if b & other}
    )
    for one in range(8)
    for other in range(8)
}


def _either(one: int, other: int) -> int:
    return _EITHER[one, other]


def _turned(outlook: int) -> int:
    return (outlook & UNDECIDED) | (outlook & ALLOWED) << 1 | (outlook & DENIED) >> 1


def _unless(denied: int, policy: int) -> int:
    found = (DENIED if denied & ALLOWED else 0) | (UNDECIDED if denied & UNDECIDED else 0)
    return found | policy if denied & DENIED else found
