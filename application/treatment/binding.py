"""Binding of treatments: what a route asks for beside forwarding, made once, in the order in which a call meets it."""

from application.contracts.judges import Judges
from application.treatment.errors import Errors
from application.treatment.fields import Fields
from application.treatment.treatment import Intake, Outlet, Source, Treatment
from domain.contract.contract import Mode
from domain.plan.plan import Route


def bound_treatment(route: Route, judges: Judges | None = None) -> Treatment | None:
    """None where the route only forwards: then it has no step of a treatment in its way."""
    return Treatment(_intakes(route, judges), _source(route), _outlets(route, judges)) or None


def _intakes(route: Route, judges: Judges | None) -> tuple[Intake, ...]:
    contract = route.contract
    if contract is None or judges is None or contract.requests is Mode.IGNORE:
        return ()
    from application.contracts.intake import ContractIntake  # noqa: PLC0415  most gateways hold no contract

    return (ContractIntake(contract, judges),)


def _source(_: Route) -> Source | None:
    return None


def _outlets(route: Route, judges: Judges | None) -> tuple[Outlet, ...]:
    """What the upstream said is judged first; errors next: what comes after sees the answer that the caller will."""
    ready = route.ready
    outlets: list[Outlet] = [*_checks(route, judges), *([Errors(route.errors)] if route.errors else [])]
    if ready.caching is not None or (ready.keeps and ready.security):
        outlets.append(Fields(ready))
    return tuple(outlets)


def _checks(route: Route, judges: Judges | None) -> list[Outlet]:
    contract = route.contract
    if contract is None or judges is None or contract.answer_mode is Mode.IGNORE:
        return []
    from application.contracts.outlet import ContractOutlet  # noqa: PLC0415  the same

    return [ContractOutlet(contract, judges)]
