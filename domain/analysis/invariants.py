"""Invariants: what has to be so of some requests, whatever the routes say, proven for all of them.

For each route that wins a request of the invariant, a caller is searched who gets in and should not, or should get in
and does not. What cannot be told is not proven, and is a fault like a counter-example. What no route takes is let in
nowhere, and nobody can be meant to get in there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.analysis.call import CallOf, call_of
from domain.analysis.callers import policy_of, scopes_of
from domain.analysis.crossing import Crossing
from domain.analysis.finding import Evidence
from domain.analysis.nobody import NEVER, for_nobody
from domain.analysis.placing import fixed_places, placed, places_of
from domain.analysis.region import Region, regions_of
from domain.analysis.sample import Sample, samples
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.survey import winner
from domain.analysis.vocabulary import Vocabulary, vocabulary_of
from domain.identity.step_up import StepUp
from domain.permissions.claim import ClaimIs
from domain.permissions.comparison import OneOf
from domain.permissions.operand import Literal
from domain.permissions.policy import Anybody, Policy
from domain.plan.plan import Invariant, Plan, Route
from domain.spec.fault import Fault


@dataclass(frozen=True, slots=True)
class Won:
    """A route that wins requests of an invariant: by these methods, one of them as a sample."""

    route: Route
    common: Region
    sample: Sample
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """That nobody is such; and what it would mean if somebody were."""

    policy: Policy
    gets_in: bool
    satisfies: bool
    means: str
    gate: Policy | None = None  # what lets in; None: the route's policy


@dataclass(frozen=True, slots=True)
class Violation:
    """With a counter-example, or None where it is only not proven."""

    fault: Fault
    evidence: Evidence | None = None


def broken(plan: Plan) -> Iterator[Fault]:
    """The faults of all invariants of the plan, each once."""
    yield from dict.fromkeys(violation.fault for violation in violations(plan))


def violations(plan: Plan) -> Iterator[Violation]:
    if not plan.invariants:
        return
    crossing = Crossing((route, route.matcher) for route in plan.routes)
    words = vocabulary_of((*(route.matcher for route in plan.routes), *(one.matcher for one in plan.invariants)))
    for invariant in plan.invariants:
        for won in _won(plan, invariant, crossing, words):
            yield from _violations(plan, invariant, won)


def _won(plan: Plan, invariant: Invariant, crossing: Crossing[Route], words: Vocabulary) -> Iterator[Won]:
    for region in regions_of(invariant.matcher):
        for shared in crossing.with_region(region):
            won = [
                sample
                for sample in samples(shared.common, words, every_method=True)
                if winner(plan, sample) is shared.owner
            ]
            if won:
                yield Won(shared.owner, shared.common, won[0], tuple(dict.fromkeys(one.method for one in won)))


def _violations(plan: Plan, invariant: Invariant, won: Won) -> Iterator[Violation]:
    yield from _elsewhere(invariant, won)
    for question in _questions(invariant, won.route):
        answer = _answer(plan, invariant, won, question)
        if isinstance(answer, CallOf):
            request = placed(won.sample, answer) or won.sample
            what = f"{question.means} (witness: {request} by {answer})"
            yield Violation(_fault(invariant, won.route, what), Evidence(request, answer))
        elif answer is Missing.UNKNOWN:
            message = f"whether `{invariant.name}` holds for route `{won.route.name}` cannot be told, so it does not"
            yield Violation(Fault(invariant.at, "invariant-unproven", message, "say what is required in fewer words"))


def _elsewhere(invariant: Invariant, won: Won) -> Iterator[Violation]:
    route = won.route
    others = (*route.upstreams, *(mirror.upstream for mirror in route.mirrors))
    strange = next((name for name in others if name not in invariant.upstreams), None)
    if invariant.upstreams and strange is not None:
        what = f"leads to `{strange}` (witness: {won.sample})"
        yield Violation(_fault(invariant, route, what), Evidence(won.sample))


def _fault(invariant: Invariant, route: Route, what: str) -> Fault:
    message = f"`{invariant.name}` does not hold: route `{route.name}` {what}"
    return Fault(invariant.at, "invariant-broken", message, f"see `{route.name}` at {route.at}")


def _questions(invariant: Invariant, route: Route) -> Iterator[Question]:
    if invariant.require is not None:
        yield Question(
            invariant.require, gets_in=True, satisfies=False, means=f"lets in who is not: {invariant.require}"
        )
    if invariant.deny is not None:
        yield Question(invariant.deny, gets_in=True, satisfies=True, means=f"lets in: {invariant.deny}")
    if invariant.allow is not None:
        yield Question(invariant.allow, gets_in=False, satisfies=True, means=f"keeps out: {invariant.allow}")
        if route.step_up is not None and not isinstance(invariant.allow, Anybody):  # nobody was kept out already
            means = f"asks for a {route.step_up}, and so keeps out: {invariant.allow}"
            yield Question(invariant.allow, gets_in=False, satisfies=True, means=means, gate=_gate(route.step_up))


def _gate(step_up: StepUp) -> Policy:
    """What lets in whose sign-in suffices. None is recent for long, so that somebody's is always too long ago."""
    if step_up.max_age is not None:
        return NEVER
    return ClaimIs("acr", OneOf(tuple(map(Literal, step_up.acr))))


def _answer(plan: Plan, invariant: Invariant, won: Won, question: Question) -> CallOf | Missing:
    route, policy = won.route, question.gate or policy_of(won.route) or Anybody()
    if route.door is not None and isinstance(question.policy, Anybody) and question.satisfies:
        return _nobody(plan, won)
    names, own = places_of(invariant.matcher.pattern), places_of(route.matcher.pattern)
    asked = for_nobody(question.policy) if route.door is None else question.policy
    wanted = (Wanted(policy, question.gets_in, own), Wanted(asked, question.satisfies, names))
    missing = Missing.NONE
    for scope in scopes_of(plan, route, won.common, won.sample):
        methods = (won.sample.method, *(method for method in won.methods if method != won.sample.method))
        narrowed = replace(scope, methods=methods, places=fixed_places((*names, *own), won.common))
        answer = search(wanted, narrowed, lambda call: _is_so(plan, won, call))
        if isinstance(answer, CallOf):
            return answer
        missing = answer if answer is Missing.UNKNOWN else missing
    return missing


def _is_so(plan: Plan, won: Won, call: CallOf) -> bool:
    request = placed(won.sample, call)
    return (
        request is not None
        and won.common.takes_path(request.segments)
        and winner(plan, request, call.client) is won.route
    )


def _nobody(plan: Plan, won: Won) -> CallOf:
    """Who is kept out by any door: whoever shows nothing."""
    scope = next(scopes_of(plan, won.route, won.common, won.sample))
    return call_of((), replace(scope, is_anybody=True))
