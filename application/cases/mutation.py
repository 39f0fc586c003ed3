"""Mutation: one route at a time is made to let more in, and the cases are asked whether they notice.

Only cases that a change can reach are asked again. Of a changed policy these are the ones whose caller and request get
another decision by it; a change by which nobody could get another one is no change, and is not counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from application.cases.case import Result
from application.cases.checking import mismatches
from application.cases.policies import policies_of
from application.cases.running import weighed
from application.decisions.decider import Decider
from application.decisions.facts import facts_of
from application.decisions.verdict import Verdict
from domain.analysis.placing import places_of
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Scope
from domain.identity.principal import NOBODY
from domain.message.reason import Reason
from domain.permissions.decision import ALLOW, Decision
from domain.permissions.policy import Anybody, Policy
from domain.permissions.weakening import weakenings
from domain.plan.plan import Plan, Route
from domain.routing.table import Entry, RouteTable
from domain.spec.place import Place

STEPS = 2_000  # of looking for somebody who would get another decision
Deciding = Callable[[Plan], Decider]


@dataclass(frozen=True, slots=True)
class Mutant:
    route: str
    what: str
    at: Place
    noticed_by: str | None = None  # the first case

    def __str__(self) -> str:
        return f"route {self.route}: {self.what}"


@dataclass(frozen=True, slots=True)
class Mutation:
    mutants: tuple[Mutant, ...]

    @property
    def unnoticed(self) -> tuple[Mutant, ...]:
        return tuple(mutant for mutant in self.mutants if mutant.noticed_by is None)

    @property
    def percent(self) -> float:
        total = len(self.mutants)
        return 100.0 * (total - len(self.unnoticed)) / total if total else 100.0


def mutated(plan: Plan, results: Iterable[Result], deciding: Deciding) -> Mutation:
    """Of the cases that have passed: one that fails notices nothing."""
    passed = [result for result in results if result.has_passed and result.verdict is not None]
    reached, candidates = _sorted(plan, passed)
    found: list[Mutant] = []
    for route in plan.routes:
        trial = Trial(plan, route, deciding)
        found += trial.policies(reached[route.number])
        found += trial.methods(candidates[route.number])
    return Mutation(tuple(found))


Reached = defaultdict[int, list[Result]]


def _sorted(plan: Plan, passed: Sequence[Result]) -> tuple[Reached, Reached]:
    """By the route that took each, and by the routes that host and path lead to beside it."""
    reached: Reached = defaultdict(list)
    candidates: Reached = defaultdict(list)
    for result in passed:
        verdict = result.verdict
        if verdict is None or verdict.request is None:
            continue
        taken = verdict.route.number if verdict.route else None
        if taken is not None:
            reached[taken].append(result)
        for _, entry in plan.table.candidates(verdict.request):
            if entry.route.number != taken:
                candidates[entry.route.number].append(result)
    return reached, candidates


@dataclass(frozen=True, slots=True)
class Trial:
    """What is done to one route."""

    plan: Plan
    route: Route
    deciding: Deciding

    def policies(self, cases: Sequence[Result]) -> Iterator[Mutant]:
        for original in policies_of(self.route):
            known: list[Policy] = [original]
            for weaker in weakenings(original, frozenset(self.plan.roles.roles)):
                if weaker.policy in known:
                    continue
                known.append(weaker.policy)
                notice = self._noticed(self._with(weaker.policy), self._moved(cases, weaker.policy))
                if notice is None and not self._can_differ(original, weaker.policy):
                    continue
                yield Mutant(self.route.name, weaker.what, weaker.at or self.route.at, notice)
        if self.route.step_up is not None:
            known_ones = (one for one in cases if one.verdict and one.verdict.principal)
            notice = self._noticed(replace(self.route, step_up=None), known_ones)
            yield Mutant(self.route.name, "`step_up` is dropped", self.route.at, notice)

    def methods(self, cases: Sequence[Result]) -> Iterator[Mutant]:
        methods = self.route.matcher.methods
        if not methods:
            return
        wider = replace(self.route, matcher=replace(self.route.matcher, methods=frozenset()))
        others = [one for one in cases if one.case.question.method not in methods]
        yield Mutant(self.route.name, "every method is taken", self.route.at, self._noticed(wider, others))

    def _with(self, policy: Policy) -> Route:
        is_open = isinstance(policy, Anybody)
        if self.route.door is None:
            return replace(self.route, fence=None if is_open else policy)
        door = None if is_open else replace(self.route.door, policy=policy)
        return replace(self.route, door=door, step_up=self.route.step_up if door else None)

    def _moved(self, cases: Sequence[Result], policy: Policy) -> Iterator[Result]:
        """Those that would get another decision; whoever was refused unknown gets one only where nobody is asked."""
        for result in cases:
            verdict = result.verdict
            step = weighed(verdict, result.case.question) if verdict else None
            if verdict is None or step is None:
                if isinstance(policy, Anybody):
                    yield result
                continue
            decision = policy.decide(verdict.principal or NOBODY, facts_of(verdict, result.case.question))
            if _word(decision) is not _word(step.decision) or result.case.spec.expect.policy is not None:
                yield result

    def _noticed(self, route: Route, cases: Iterable[Result]) -> str | None:
        """The name of the first case that is not as expected any more."""
        for result in cases:
            verdict = self._decided(route, result)
            spec = result.case.spec
            asked = result.case.question
            if mismatches(spec, verdict, lambda verdict=verdict, asked=asked: weighed(verdict, asked)):  # type: ignore[misc]
                return result.case.name
        return None

    def _decided(self, route: Route, result: Result) -> Verdict:
        """By a plan of nothing but what this request could come to."""
        request = result.verdict.request if result.verdict else None
        assert request is not None  # noqa: S101  it came to a route
        others = [entry.route for _, entry in self.plan.table.candidates(request)]
        unique = sorted({one.number: one for one in (*others, route)}.values(), key=lambda one: one.number)
        few = tuple(replace(one, number=number) for number, one in enumerate(unique))
        table = RouteTable(Entry(one.matcher, one.number, one) for one in few)
        question, who = result.case.question, result.verdict.principal if result.verdict else None
        known = question if who is None else replace(question, who=who)  # no key is needed a second time
        return self.deciding(replace(self.plan, routes=few, table=table)).decide(known)

    def _can_differ(self, original: Policy, weaker: Policy) -> bool:
        """Whether there may be somebody whom the weaker one lets in and the original does not."""
        if isinstance(weaker, Anybody):
            return True
        methods = tuple(sorted(self.route.matcher.methods)) or ("GET",)
        names = places_of(self.route.matcher.pattern)
        wanted = (Wanted(original, allows=False, names=names), Wanted(weaker, allows=True, names=names))
        is_behind = bool(self.plan.server.trusted_proxies.networks)
        scope = Scope(methods, is_anybody=self.route.door is None, clients_may_be_unknown=is_behind)
        return search(wanted, scope, most=STEPS) is not Missing.NONE


def _word(decision: Decision) -> Reason | None:
    return None if decision is ALLOW else decision.reason
