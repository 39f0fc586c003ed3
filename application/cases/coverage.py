"""Coverage: which routes, which ways of each policy and which roles no case has exercised.

A way is that a part of a policy allows, or denies. What follows from the others is not counted again: an `any_of` that
allows is one of its parts allowing, a `not` is what stands below it. A part of an `any_of` has allowed only where no
part before it did: only there it was what decided. A rule of `deny` allows where somebody is denied by it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from application.cases.case import Result
from application.cases.policies import all_parts, policies_of
from application.cases.running import weighed
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Anybody, Authenticated, Policy
from domain.permissions.trace import Step
from domain.permissions.weakening import place_of
from domain.plan.plan import Plan, Route
from domain.spec.place import Place

Key = tuple[object, ...]
Way = tuple[int, ...]  # down the parts of a policy
NEITHER, ALLOWS, DENIES, BOTH = (), (True,), (False,), (True, False)


@dataclass(frozen=True, slots=True)
class Item:
    kind: str  # route, policy, role
    name: str  # of the route, or the role
    what: str = ""  # of a policy: which part, and what it has never done
    at: Place | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.name}{f': {self.what}' if self.what else ''}"


@dataclass(frozen=True, slots=True)
class Coverage:
    total: int
    missed: tuple[Item, ...]

    @property
    def percent(self) -> float:
        return 100.0 * (self.total - len(self.missed)) / self.total if self.total else 100.0


def covered(plan: Plan, results: Iterable[Result]) -> Coverage:
    seen = {key for result in results for key in _seen(result)}
    items = dict(_items(plan))
    return Coverage(len(items), tuple(item for key, item in items.items() if key not in seen))


def _items(plan: Plan) -> Iterator[tuple[Key, Item]]:
    for route in plan.routes:
        yield ("route", route.number), Item("route", route.name, at=route.at)
        for policy in policies_of(route):
            yield from _ways(route, policy, (), is_rule=False)
    for name in plan.roles.roles:
        yield ("role", name), Item("role", name)


def _ways(route: Route, policy: Policy, way: Way, *, is_rule: bool) -> Iterator[tuple[Key, Item]]:
    for allows in _own_ways(policy):
        word = ("denied" if allows else "passed by") if is_rule else ("allowed" if allows else "denied")
        what = f"`{'deny: ' if is_rule else ''}{policy}` never {word}"
        yield (route.number, way, allows), Item("policy", route.name, what, place_of(policy))
    rules = policy.denied if isinstance(policy, Unless) else ()
    for number, part in enumerate(all_parts(policy)):
        yield from _ways(route, part, (*way, number), is_rule=number < len(rules))


def _own_ways(policy: Policy) -> tuple[bool, ...]:
    match policy:
        case Not() | ByMethod() | Unless():
            return NEITHER
        case Authenticated() | Anybody() | AllOf():
            return ALLOWS
        case AnyOf():
            return DENIES
    return BOTH


def _seen(result: Result) -> Iterator[Key]:
    verdict = result.verdict
    if verdict is None or verdict.route is None:
        return
    yield "route", verdict.route.number
    if verdict.principal is not None:
        yield from (("role", role) for role in verdict.principal.roles)
    step = weighed(verdict, result.case.question)
    if step is not None:
        yield from _walked(step, verdict.route.number)


def _walked(step: Step, number: int, way: Way = (), *, is_first: bool = True) -> Iterator[Key]:
    if is_first or not step.allows:
        yield number, way, step.allows
    is_open = isinstance(step.policy, AnyOf)
    deciding = next((part for part in step.parts if part.allows), None)
    for at, part in enumerate(step.parts):
        below = (*way, _level(step.policy, part) if isinstance(step.policy, ByMethod) else at)
        yield from _walked(part, number, below, is_first=not is_open or part is deciding)


def _level(levels: ByMethod, step: Step) -> int:
    """A trace has the level of one method alone."""
    return next(at for at, level in enumerate(levels.policies.values()) if level is step.policy)
