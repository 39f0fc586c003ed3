"""Views: which operations of a plan somebody is shown, as its portal says."""

from application.asker import Asker
from application.description.operation import ANY_METHOD
from application.description.shown import Shows
from domain.plan.plan import Plan, Route
from domain.spec import portal


def published(route: Route, _method: str) -> bool:
    return route.published


def everything(_route: Route, _method: str) -> bool:
    return True


def view_for(plan: Plan, asker: Asker, view: str = "") -> Shows:
    """`view` in the place of what the plan says."""
    match view or plan.portal.view:
        case portal.EVERYTHING:
            return everything
        case portal.CALLER:
            return lambda route, method: route.published and asker.may_call(route, method)
    return published


def rights(plan: Plan, shows: Shows) -> bytes:
    """What is shown, in short: two askers of the same rights get the same document."""
    return bytes(
        shows(route, method) for route in plan.routes for method in sorted(route.matcher.methods) or ANY_METHOD
    )


def depends_on_asker(plan: Plan | None) -> bool:
    return plan is not None and plan.portal.view == portal.CALLER
