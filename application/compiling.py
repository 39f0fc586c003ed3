"""Compiling: from what was read to a plan. Knows nothing that runs, so that a question about a plan waits for little."""

from application.ports.config import Edition
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.fault import Fault


def compiled(edition: Edition) -> Plan | tuple[Fault, ...]:
    """The plan of an edition, or every fault of the first stage that has any."""
    return edition.spec if isinstance(edition.spec, tuple) else compile_plan(edition.spec)
