"""Binding of treatments: what a route asks for beside forwarding, made once, in the order in which a call meets it."""

from collections.abc import Mapping

from application.contracts.judges import Judges
from application.treatment.errors import Errors
from application.treatment.fields import Fields
from application.treatment.tags import Tags
from application.treatment.treatment import Intake, Outlet, Source, Treatment
from application.upstream.compressing import Compressing
from application.upstream.splitting import BoundDestination
from domain.contract.contract import Mode
from domain.plan.plan import Route

Ways = Mapping[str, BoundDestination]
NO_PARTS: Ways = {}


def bound_treatment(
    route: Route, judges: Judges | None = None, parts: Ways = NO_PARTS, compressing: Compressing | None = None
) -> Treatment | None:
    """None where the route only forwards: then it has no step of a treatment in its way. `parts` are of what it
    composes, and `compressing` is for what that becomes."""
    return Treatment(_intakes(route, judges), _source(route, parts, compressing), _outlets(route, judges)) or None


def _intakes(route: Route, judges: Judges | None) -> tuple[Intake, ...]:
    contract = route.contract
    if contract is None or judges is None or contract.requests is Mode.IGNORE:
        return ()
    from application.contracts.intake import ContractIntake  # noqa: PLC0415  most gateways hold no contract

    return (ContractIntake(contract, judges),)


def _source(route: Route, parts: Ways, compressing: Compressing | None) -> Source | None:
    if route.composed is None:
        return None
    from application.composition.composing import Composing  # noqa: PLC0415  imported where a route asks for it

    return Composing(route.composed, parts, compressing)


def _outlets(route: Route, judges: Judges | None) -> tuple[Outlet, ...]:
    """What the upstream said is judged first; errors next: what comes after sees the answer that the caller will."""
    ready = route.ready
    outlets: list[Outlet] = [*_checks(route, judges), *([Errors(route.errors)] if route.errors else [])]
    if route.shaping is not None:
        from application.composition.shaping import ShapingOutlet  # noqa: PLC0415  the same

        outlets.append(ShapingOutlet(route.shaping))
    if route.tags:
        outlets.append(Tags())
    if ready.caching is not None or (ready.keeps and ready.security):
        outlets.append(Fields(ready))
    return tuple(outlets)


def _checks(route: Route, judges: Judges | None) -> list[Outlet]:
    contract = route.contract
    if contract is None or judges is None or contract.answer_mode is Mode.IGNORE:
        return []
    from application.contracts.outlet import ContractOutlet  # noqa: PLC0415  the same

    return [ContractOutlet(contract, judges)]
