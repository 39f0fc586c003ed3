"""Rows: a route, or one of its methods where its policy tells them apart; each with a cell a column.

Columns that satisfy the same parts of a policy have the same cell there, which is decided once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from application.matrix.cell import ABSENT, ALLOWED, DENIED, Cell, Outcome
from application.matrix.column import Column
from application.matrix.simplifying import ALLOWS, DENIES, simplified
from domain.analysis.callers import policy_of, scopes_of
from domain.analysis.placing import places_of
from domain.analysis.region import regions_of
from domain.analysis.sample import samples
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Names, Scope
from domain.analysis.vocabulary import Vocabulary, vocabulary_of
from domain.permissions.by_method import ByMethod
from domain.permissions.policy import HasPermission, HasRole, Policy
from domain.permissions.reads import all_parts
from domain.plan.plan import Door, Plan, Route


@dataclass(frozen=True, slots=True)
class Row:
    route: Route
    method: str  # "": whichever of the route's
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Rows:
    plan: Plan
    columns: Sequence[Column]
    _words: Vocabulary = field(init=False)
    _decided: dict[object, Cell] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._words = vocabulary_of(route.matcher for route in self.plan.routes)

    def of(self, route: Route) -> Iterator[Row]:
        policy = policy_of(route)
        methods = sorted(route.matcher.methods) if policy is not None and _tells_methods(policy) else [""]
        for method in methods:
            yield Row(route, method, tuple(self._cells(route, policy or ALLOWS, method)))

    def _cells(self, route: Route, policy: Policy, method: str) -> Iterator[Cell]:
        atoms = tuple(_about_roles(policy))
        scopes = tuple(self._scopes(route, method))
        found: dict[object, Cell] = {}
        for column in self.columns:
            known = tuple(column.knows(atom) for atom in atoms)
            coming = tuple(column.may_come(scope) for scope in scopes)
            key = (known, coming, column.is_anybody, column.name if column.described else "")
            if key not in found:
                found[key] = self._cell(route, policy, method, column, scopes)
            yield found[key]

    def _scopes(self, route: Route, method: str) -> Iterator[Scope]:
        """By each credential that the route accepts: who can come at all."""
        region = next(regions_of(route.matcher))
        sample = next(samples(region, self._words))
        for scope in scopes_of(self.plan, route, region, sample):
            yield replace(scope, states_permissions=False, methods=(method,) if method else scope.methods)

    def _cell(self, route: Route, policy: Policy, method: str, column: Column, scopes: tuple[Scope, ...]) -> Cell:
        if route.door is not None and (column.is_anybody or not _accepts(route.door, column)):
            return DENIED
        coming = tuple(scope for scope in scopes if route.door is None or column.may_come(scope))
        if not coming:
            return ABSENT
        left = simplified(policy, column.knows, method)
        cell = self._decide(left, column, coming, places_of(route.matcher.pattern))
        if route.step_up is None or cell.outcome in (Outcome.DENIED, Outcome.ABSENT):
            return cell
        return Cell(Outcome.DEPENDS, " and ".join(filter(None, (cell.on, str(route.step_up)))))

    def _decide(self, policy: Policy, column: Column, scopes: tuple[Scope, ...], names: Names) -> Cell:
        if policy == ALLOWS:
            return ALLOWED
        if policy == DENIES:
            return DENIED
        key = (repr(policy), column.described and column.name, scopes, names)  # True is not 1 in a repr
        if key not in self._decided:
            self._decided[key] = _searched(policy, column, scopes, names)
        return self._decided[key]


def _searched(policy: Policy, column: Column, scopes: tuple[Scope, ...], names: Names) -> Cell:
    found = {allows: _whether(policy, column, scopes, names, allows=allows) for allows in (True, False)}
    if found[True] is False:
        return DENIED
    if found[False] is False:
        return ALLOWED
    return Cell(Outcome.UNKNOWN if None in found.values() else Outcome.DEPENDS, str(policy))


def _whether(policy: Policy, column: Column, scopes: tuple[Scope, ...], names: Names, *, allows: bool) -> bool | None:
    """Whether there is a caller and a request for which the policy decides so; None: nobody knows."""
    results = [search((Wanted(policy, allows, names), *column.wanted(policy, scope)), scope) for scope in scopes]
    if any(not isinstance(result, Missing) for result in results):
        return True
    return None if Missing.UNKNOWN in results else False


def _accepts(door: Door, column: Column) -> bool:
    credential = column.described.credential if column.described else ""
    return not credential or credential in door.credentials


def _tells_methods(policy: Policy) -> bool:
    return isinstance(policy, ByMethod) or any(map(_tells_methods, all_parts(policy)))


def _about_roles(policy: Policy) -> Iterator[Policy]:
    if isinstance(policy, HasRole | HasPermission):
        yield policy
    for part in all_parts(policy):
        yield from _about_roles(part)
