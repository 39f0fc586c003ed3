"""Files as somebody writes them, and what is found in them: for tests of what looks at a whole plan."""

from collections.abc import Iterable
from textwrap import dedent

from domain.analysis.finding import Finding
from domain.analysis.survey import Survey
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.docs.wholes import whole
from tests.fakes.gateway_text import read


def spec_of(written: str) -> Spec:
    """Of a part of a file; the rest is as in the documentation's fragments."""
    spec = read(whole(dedent(written).lstrip("\n")))
    assert isinstance(spec, Spec), "\n".join(map(str, spec))
    return spec


def plan_of(written: str) -> Plan:
    plan = compile_plan(spec_of(written))
    assert isinstance(plan, Plan), "\n".join(map(str, plan))
    return plan


def routes(*lines: str) -> str:
    return "".join(["routes:\n", *(f"  {line}\n" for line in lines)])


def survey_of(*lines: str) -> Survey:
    return Survey(plan_of(routes(*lines)))


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """Code, and what it is about."""
    return [(one.code, one.about) for one in found]


def witnesses(found: Iterable[Finding]) -> list[str]:
    return [str(one.evidence.request) if one.evidence else "" for one in found]
