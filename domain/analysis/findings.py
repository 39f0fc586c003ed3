"""All findings of a plan, in the order of the file; without those that the file itself gives a reason for."""

from collections.abc import Iterable, Iterator

from domain.analysis.finding import Finding
from domain.analysis.looks import alone, exposed
from domain.analysis.policies import idle_policies
from domain.analysis.rights import idle_rights
from domain.analysis.shadows import ambiguous, shadowed
from domain.analysis.spellings import laxer
from domain.analysis.survey import Survey
from domain.analysis.unused import unused
from domain.analysis.verdicts import Verdicts
from domain.analysis.wires import far_upstreams, idle_timeouts
from domain.plan.expansion import expanded
from domain.plan.findings import Severity
from domain.plan.plan import Plan, Suppression
from domain.spec.spec import Spec


def findings(spec: Spec, plan: Plan) -> tuple[Finding, ...]:
    spec = expanded(spec, [])  # a plan is there: it had no fault
    survey = Survey(plan)
    verdicts = Verdicts(survey)
    found = [
        *shadowed(survey),
        *ambiguous(survey),
        *laxer(survey, verdicts),
        *exposed(survey),
        *alone(survey),
        *idle_policies(verdicts),
        *idle_rights(spec, plan),
        *unused(spec, plan),
        *idle_timeouts(spec),
        *far_upstreams(spec, plan),
    ]
    kept = [one for one in found if not any(_is_of(one, rule) for rule in plan.suppressions)]
    return tuple(sorted((*kept, *_idle(plan.suppressions, found)), key=lambda one: (one.at, one.code, one.message)))


def errors(plan: Plan) -> tuple[Finding, ...]:
    """Those that keep a plan from being taken up."""
    found = (one for one in shadowed(Survey(plan)) if one.severity is Severity.ERROR)
    return tuple(one for one in found if not any(_is_of(one, rule) for rule in plan.suppressions))


def _is_of(finding: Finding, rule: Suppression) -> bool:
    return rule.code == finding.code and rule.about in (None, finding.about)


def _idle(rules: Iterable[Suppression], found: list[Finding]) -> Iterator[Finding]:
    for rule in rules:
        if not any(_is_of(one, rule) for one in found):
            what = f"{rule.code}{f' about `{rule.about}`' if rule.about else ''}"
            message = f"nothing is left out by this: there is no {what}"
            yield Finding("suppression-idle", rule.about or rule.code, rule.at, message, "take it out")
