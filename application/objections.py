"""Objections: what is wrong with a plan as a whole, though each of its parts compiles. With one, it is not taken up."""

from domain.analysis.findings import errors
from domain.analysis.invariants import broken
from domain.plan.plan import Plan
from domain.spec.fault import Fault


def objections(plan: Plan) -> tuple[Fault, ...]:
    """The same ones wherever a plan is read: by `limen check`, at a start and at a reload."""
    found = (*(finding.fault for finding in errors(plan)), *broken(plan))
    return tuple(sorted(found, key=lambda fault: (fault.at, fault.code, fault.message)))
