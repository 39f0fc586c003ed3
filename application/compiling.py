"""Compiling: from what was read to a plan. Knows nothing that runs: a question about a plan waits for little."""

from collections.abc import Callable

from application.contracts.judges import Judges, contract_faults
from application.objections import objections
from application.ports.config import Edition
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.fault import Fault


def compiled(edition: Edition, judges: Callable[[], Judges] | None = None) -> Plan | tuple[Fault, ...]:
    """The plan of an edition, which is kept then; or every fault of the first stage that has any."""
    plan = edition.spec if isinstance(edition.spec, tuple) else compile_plan(edition.spec)
    if isinstance(plan, tuple):
        return plan
    if judges is not None and any(route.contract for route in plan.routes):
        faults = tuple(sorted(set(contract_faults(plan, judges())), key=lambda fault: (fault.at, fault.message)))
        if faults:
            return faults
    objected = objections(plan)
    if not objected:
        edition.keep()
    return objected or plan
