"""Compiling: from what was read to a plan. Knows nothing that runs: a question about a plan waits for little."""

from application.objections import objections
from application.ports.config import Edition
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.fault import Fault


def compiled(edition: Edition) -> Plan | tuple[Fault, ...]:
    """The plan of an edition, or every fault of the first stage that has any."""
    plan = edition.spec if isinstance(edition.spec, tuple) else compile_plan(edition.spec)
    return plan if isinstance(plan, tuple) else objections(plan) or plan
