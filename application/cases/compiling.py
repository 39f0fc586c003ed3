"""From written cases to questions for a plan. Every name must be one of the plan's: a case about a route that is not
there, or a role that nobody can have, would be green for the wrong reason.
"""

from collections.abc import Iterable

from application.cases.callers import CallerCompiler
from application.cases.case import Case
from application.cases.policies import identified
from application.cases.written import CaseSpec, Expected
from application.decisions.question import Question, asked, with_body
from domain.message.reason import CATALOGUE
from domain.plan.plan import Plan
from domain.spec.fault import Fault, unknown

NOON = 1_767_268_800.0  # 2026-01-01T12:00:00Z: the moment of a case that does not say when, the same on every day


def compile_cases(specs: Iterable[CaseSpec], plan: Plan) -> tuple[Case, ...] | tuple[Fault, ...]:
    faults: list[Fault] = []
    names = Names(plan, faults)
    callers = CallerCompiler(plan, faults)
    cases = [_compiled(spec, names, callers, faults) for spec in specs]
    if faults:
        return tuple(sorted(set(faults), key=lambda fault: (fault.at, fault.code)))
    return tuple(filter(None, cases))


def _compiled(spec: CaseSpec, names: "Names", callers: CallerCompiler, faults: list[Fault]) -> Case | None:
    moment = NOON if spec.moment is None else spec.moment
    who, presented = callers.compile(spec.who, moment)
    names.check(spec.expect)
    names.check(spec.refuted)
    if isinstance(spec.who.token, str) and spec.moment is None and spec.who.at is not None:
        message = "whether a token is valid depends on when it comes"
        faults.append(Fault(spec.who.at, "case-timeless", message, 'say `at: "2026-11-26T12:00:00Z"` in the case'))
    request = spec.request
    try:
        question = asked(request.method.text, request.url.text, moment=moment, peer=request.peer, who=who)
    except ValueError as error:
        faults.append(Fault(request.url.at, "request-url-malformed", str(error), "a path, or a whole address"))
        return None
    if request.headers or presented:
        given = tuple((name.encode("latin-1"), value.encode()) for name, value in request.headers)
        own = () if any(name == b"host" for name, _ in given) else question.headers
        headers = (*own, *given, *presented)
        question = Question(question.method, question.target, headers, who, moment, question.peer, question.scheme)
    return Case(spec, question if request.body is None else with_body(question, request.body))


class Names:
    """What the plan declares, by kind."""

    def __init__(self, plan: Plan, faults: list[Fault]) -> None:
        self._plan = plan
        self._faults = faults
        self._routes = {route.name for route in plan.routes}
        self._named: set[str] | None = None
        self._checked: set[int] = set()

    def check(self, expected: Expected) -> None:
        if id(expected) in self._checked:
            return
        self._checked.add(id(expected))
        route, reason, policy = expected.route, expected.reason, expected.policy
        if route is not None and route.text not in self._routes:
            self._faults.append(unknown("route", route.text, route.at, self._routes))
        if reason is not None and reason.text not in CATALOGUE:
            self._faults.append(unknown("reason", reason.text, reason.at, CATALOGUE))
        if policy is not None and policy.text not in self._policies():
            self._faults.append(unknown("policy", policy.text, policy.at, self._policies()))
        for upstream in expected.upstream:
            if upstream.text not in self._plan.upstreams:
                self._faults.append(unknown("upstream", upstream.text, upstream.at, self._plan.upstreams))

    def _policies(self) -> set[str]:
        if self._named is None:
            self._named = {name for route in self._plan.routes for name in identified(route)}
        return self._named
