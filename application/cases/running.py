"""Running: each case is asked, and its verdict held against what is expected. No case knows of another."""

from collections.abc import Iterable, Iterator

from application.cases.case import Ask, Case, Ended, Result
from application.cases.checking import mismatches
from application.cases.policies import policies_of
from application.cases.written import Expected
from application.decisions.decider import Unasked
from application.decisions.facts import facts_of
from application.decisions.question import Question
from application.decisions.verdict import Verdict
from domain.identity.principal import NOBODY
from domain.message.reason import INTROSPECTION_UNAVAILABLE, KEYS_UNAVAILABLE, ROLES_UNAVAILABLE
from domain.permissions.facts import Asks
from domain.permissions.policy import Policy
from domain.permissions.trace import Step, traced
from domain.plan.plan import Route

UNAVAILABLE = {one.name for one in (KEYS_UNAVAILABLE, INTROSPECTION_UNAVAILABLE, ROLES_UNAVAILABLE)}  # nobody is asked
_TIMELESS = 'the route asks what time it is: say `at: "2026-11-26T12:00:00Z"` in the case'


def run(cases: Iterable[Case], ask: Ask) -> Iterator[Result]:
    timely = Timely()
    for case in cases:
        yield run_one(case, ask, timely)


def run_one(case: Case, ask: Ask, timely: "Timely | None" = None) -> Result:
    try:
        verdict = ask(case.question)
    except Unasked as unasked:
        return Result(case, Ended.UNDECIDED, why=str(unasked) or "somebody would have to be asked")
    if verdict.reason in UNAVAILABLE and not _is_expected(case.spec.expect, verdict):
        return Result(case, Ended.UNDECIDED, verdict, why=verdict.why)
    if case.spec.moment is None and (timely or Timely()).asks(verdict.route):
        return Result(case, Ended.UNDECIDED, verdict, why=_TIMELESS)
    wrong = mismatches(case.spec, verdict, lambda: weighed(verdict, case.question))
    return Result(case, Ended.FAILED if wrong else Ended.PASSED, verdict, wrong)


def _is_expected(expected: Expected, verdict: Verdict) -> bool:
    reason = expected.reason
    return expected.status == verdict.status or (reason is not None and reason.text == verdict.reason)


def weighed(verdict: Verdict, question: Question) -> Step | None:
    """What the policy of the route said, part by part; None where it was not asked."""
    route = verdict.route
    if route is None or verdict.request is None or (route.door is not None and verdict.principal is None):
        return None
    asked = policies_of(route)
    return traced(asked[0], verdict.principal or NOBODY, facts_of(verdict, question)) if asked else None


class Timely:
    """Which policies ask for the time: found out once each, for a table of cases asks the same few again and again."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Policy, bool]] = {}

    def asks(self, route: Route | None) -> bool:
        return route is not None and any(map(self._one, policies_of(route)))

    def _one(self, policy: Policy) -> bool:
        known = self._known.get(id(policy))
        if known is None:
            known = self._known[id(policy)] = policy, bool(policy.asks & Asks.MOMENT)
        return known[1]
